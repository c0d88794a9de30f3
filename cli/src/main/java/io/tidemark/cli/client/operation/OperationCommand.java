package io.tidemark.cli.client.operation;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide operation}. */
@Command(
        name = "operation",
        description = "Work that takes time: what was accepted, how far it is, how it ended.",
        subcommands = {
            OperationListCommand.class,
            OperationShowCommand.class,
            OperationWatchCommand.class,
            OperationCancelCommand.class
        })
public final class OperationCommand extends GroupCommand {}
