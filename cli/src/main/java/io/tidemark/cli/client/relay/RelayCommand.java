package io.tidemark.cli.client.relay;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide relay}. */
@Command(
        name = "relay",
        description = "How far services have published their events, and publishing once more. For operators.",
        subcommands = {RelayShowCommand.class, RelayRepublishCommand.class})
public final class RelayCommand extends GroupCommand {}
