package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.ApiRequest;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.OperatingCommand;
import io.tidemark.cli.client.command.References;
import picocli.CommandLine.Parameters;

/** A change of one existing virtual machine. */
abstract class VmOperatingCommand extends OperatingCommand {
    @Parameters(paramLabel = "VM", description = "The virtual machine's id (tide vm show NAME -q prints it).")
    private String vm = "";

    /** The id; a name is refused with the command to type instead. */
    final String vmId(ApiClient api) {
        return new References(api).forWriting(ObjectKind.VM, vm, spec().qualifiedName());
    }

    static ApiRequest post(ApiClient api, String vmId, String verb) {
        ObjectKind kind = ObjectKind.VM;
        return api.request("POST", new ApiPath(kind.one(vmId).text() + "/" + verb));
    }

    /** Waits for the operation, then shows the virtual machine as the change left it. */
    final void finishShowing(ApiClient api, Reply accepted) {
        finish(
                api,
                accepted,
                operation -> output().one(SettledVm.of(api, surroundings().pause(), operation), VmView.SHEET));
    }
}
