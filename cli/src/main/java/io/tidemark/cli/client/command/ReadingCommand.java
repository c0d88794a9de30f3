package io.tidemark.cli.client.command;

import io.tidemark.cli.client.output.Output;
import picocli.CommandLine.Mixin;

/** A command that shows API data in the form the caller chose. */
public abstract class ReadingCommand extends ClientCommand {
    @Mixin
    private OutputOptions outputOptions = new OutputOptions();

    protected final Output output() {
        return outputOptions.to(out(), surroundings().clock());
    }
}
