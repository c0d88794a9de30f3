package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide vm rename}. */
@Command(
        name = "rename",
        description = "Give a virtual machine another name. Names are labels: several machines may have the same.",
        footerHeading = "%nExample:%n",
        footer = "  tide vm rename $(tide vm show web1 -q) web2")
public final class VmRenameCommand extends WritingCommand {
    @Parameters(index = "0", paramLabel = "VM", description = "The virtual machine's id.")
    private String vm = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "1 to 63 printable characters.")
    private String name = "";

    @Override
    protected int run() {
        ApiClient api = api();
        ApiPath one = ObjectKind.VM.one(new References(api).forWriting(ObjectKind.VM, vm, spec().qualifiedName()));
        Reply reply = write(
                api,
                api.request("PUT", new ApiPath(one.text() + "/name"))
                        .json(Json.object().put("name", name)));
        output().one(api.get(one, reply.position()).body(), VmView.SHEET);
        return ExitCodes.OK;
    }
}
