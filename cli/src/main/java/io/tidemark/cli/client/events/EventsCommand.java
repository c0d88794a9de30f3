package io.tidemark.cli.client.events;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide events}. */
@Command(
        name = "events",
        description = "What happens on the platform, as it happens.",
        subcommands = EventsWatchCommand.class)
public final class EventsCommand extends GroupCommand {}
