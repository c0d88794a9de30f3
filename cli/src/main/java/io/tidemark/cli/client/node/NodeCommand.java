package io.tidemark.cli.client.node;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide node}. */
@Command(
        name = "node",
        description = "Hosts that run guests, what was found on them and what they use.",
        subcommands = {NodeListCommand.class, NodeShowCommand.class})
public final class NodeCommand extends GroupCommand {}
