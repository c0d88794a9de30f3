package io.tidemark.cli.client.command;

import io.tidemark.cli.client.surroundings.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands that run in other surroundings than this process's. */
public final class PlacingFactory implements IFactory {
    private final Surroundings surroundings;

    public PlacingFactory(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        K made = CommandLine.defaultFactory().create(type);
        if (made instanceof ClientCommand command) {
            command.placeIn(surroundings);
        }
        return made;
    }
}
