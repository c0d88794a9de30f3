package io.tidemark.cli.client.command;

import picocli.CommandLine.Option;

/** What every command that changes something takes to be tried first. */
final class DryRunOption {
    @Option(
            names = "--dry-run",
            order = 71,
            description = "Show what would happen, and let none of it happen: the platform decides and checks as ever.")
    private boolean dryRun;

    boolean isGiven() {
        return dryRun;
    }
}
