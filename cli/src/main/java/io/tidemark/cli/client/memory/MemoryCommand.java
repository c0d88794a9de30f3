package io.tidemark.cli.client.memory;

import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide memory}. */
@Command(
        name = "memory",
        description = "Guests' memory: what is reserved, what the balloon aims at and why, limits.",
        subcommands = {MemoryListCommand.class, MemoryShowCommand.class, MemoryLimitCommand.class})
public final class MemoryCommand extends GroupCommand {
    static ApiPath guest(String vmId) {
        return ApiPath.of("memory-broker", "guests", vmId);
    }
}
