package io.tidemark.cli.client.network;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide network}. */
@Command(name = "network", description = "Networks that guests join.", subcommands = NetworkListCommand.class)
public final class NetworkCommand extends GroupCommand {}
