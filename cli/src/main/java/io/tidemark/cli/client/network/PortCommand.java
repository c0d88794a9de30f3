package io.tidemark.cli.client.network;

import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide port}. */
@Command(
        name = "port",
        description = "Ports: a guest's address on a network, and how fast it may go.",
        subcommands = {PortListCommand.class, PortShowCommand.class, PortShapeCommand.class})
public final class PortCommand extends GroupCommand {
    static ApiPath path(String... segments) {
        String[] all = new String[segments.length + 1];
        all[0] = "ports";
        System.arraycopy(segments, 0, all, 1, segments.length);
        return ApiPath.of("network", all);
    }
}
