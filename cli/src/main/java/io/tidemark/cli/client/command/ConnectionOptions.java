package io.tidemark.cli.client.command;

import io.tidemark.cli.client.session.Connection;
import io.tidemark.cli.client.surroundings.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which platform, as whom. */
public final class ConnectionOptions {
    @Option(
            names = "--server",
            paramLabel = "ADDRESS",
            order = 90,
            description = "The platform's address. Default: TIDE_SERVER, else the profile's, else "
                    + Connection.DEFAULT_SERVER + ".")
    private @Nullable String server;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            order = 91,
            description = "The sign-in to use. Default: TIDE_PROFILE, else " + Connection.DEFAULT_PROFILE
                    + ". TIDE_TOKEN overrides its token.")
    private @Nullable String profile;

    Connection connect(Surroundings surroundings) {
        return new Connection(surroundings, server, profile);
    }
}
