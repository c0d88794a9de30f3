package io.tidemark.cli.client.command;

import picocli.CommandLine.Option;

/** A command that shows a collection, all of it unless told otherwise. */
public abstract class ListingCommand extends LookingCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            order = 70,
            description = "Show at most N. Default: all.")
    private int limit;

    /** 0 means all. */
    protected final int limit() {
        return limit;
    }
}
