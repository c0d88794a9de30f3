package io.tidemark.cli.client.parked;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide parked}. */
@Command(
        name = "parked",
        description =
                "Events of others that a service could not handle, with all that wait behind them. For operators.",
        subcommands = {
            ParkedListCommand.class,
            ParkedShowCommand.class,
            ParkedRetryCommand.class,
            ParkedSkipCommand.class
        })
public final class ParkedCommand extends GroupCommand {}
