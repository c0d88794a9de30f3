package io.tidemark.cli.client.process;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide process}. */
@Command(
        name = "process",
        description =
                "What virtual machines are in the middle of: for whom each waits, until when, and what went wrong.",
        subcommands = {
            ProcessListCommand.class,
            ProcessShowCommand.class,
            ProcessRetryCommand.class,
            ProcessCancelCommand.class
        })
public final class ProcessCommand extends GroupCommand {}
