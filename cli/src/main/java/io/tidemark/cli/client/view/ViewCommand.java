package io.tidemark.cli.client.view;

import io.tidemark.cli.client.command.GroupCommand;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tide view}. */
@Command(
        name = "view",
        description = "Read models: how far they have followed the log, and building them anew from it.",
        subcommands = {ViewListCommand.class, ViewRebuildCommand.class})
public final class ViewCommand extends GroupCommand {
    /** The services that have read models. */
    static final List<String> SERVICES = List.of("compute", "network", "memory-broker", "identity");
}
