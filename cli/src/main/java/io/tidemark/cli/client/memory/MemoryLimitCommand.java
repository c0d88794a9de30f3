package io.tidemark.cli.client.memory;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.command.SizeArgument;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide memory limit}. */
@Command(
        name = "limit",
        description = "Set how much memory a guest may hold; the broker moves its balloon there.",
        footerHeading = "%nExample:%n",
        footer = "  tide memory limit $(tide vm show web1 -q) 256M")
public final class MemoryLimitCommand extends WritingCommand {
    @Parameters(index = "0", paramLabel = "VM", description = "The virtual machine's id.")
    private String vm = "";

    @Parameters(index = "1", paramLabel = "SIZE", converter = SizeArgument.class, description = "Such as 256M or 1GiB.")
    private long limitBytes;

    @Override
    protected int run() {
        ApiClient api = api();
        String id = new References(api).forWriting(ObjectKind.VM, vm, spec().qualifiedName());
        ApiPath limit = ApiPath.of("memory-broker", "guests", id, "limit");
        Reply reply = write(api, api.request("PUT", limit).json(Json.object().put("limitBytes", limitBytes)));
        output().one(api.get(MemoryCommand.guest(id), reply.position()).body(), GuestView.SHEET);
        return ExitCodes.OK;
    }
}
