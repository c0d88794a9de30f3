package io.tidemark.cli.client.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.ApiRequest;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide reconcile}. */
@Command(
        name = "reconcile",
        description = {
            "Compare what is recorded of a virtual machine with what hosts show of it. Where they differ, the host is",
            "asked to tell what it has, and its answer changes the record. Where they agree, nothing happens."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tide reconcile --dry-run", "  tide reconcile", "  tide reconcile $(tide vm show web1 -q)"})
public final class ReconcileCommand extends WritingCommand {
    private static final String NONE = "No virtual machines.";

    private static final View FOUND = View.identifiedBy("vmId")
            .column("vm", Cell.text("vmId"))
            .column("verdict", Cell.text("verdict"))
            .column("recorded", Cell.text("recorded"))
            .column("shown", Cell.text("shown"))
            .column("asked", Cell.text("asked"));

    @Parameters(
            arity = "0..1",
            paramLabel = "VM",
            defaultValue = "",
            description = "Its id (tide vm show NAME -q prints it). Default: all that you may see.")
    private String vm = "";

    @Override
    protected int run() {
        ApiClient api = api();
        List<ApiRequest> requests =
                machines(api).stream().map(id -> reconcile(api, id)).toList();
        List<JsonNode> found = writeEach(api, requests, NONE);
        output().list(found, FOUND, NONE);
        return ExitCodes.OK;
    }

    private List<String> machines(ApiClient api) {
        if (!vm.isEmpty()) {
            return List.of(new References(api).forWriting(ObjectKind.VM, vm, spec().qualifiedName()));
        }
        // A node may still run what is deleted: that is a difference like any other.
        return Stream.of("", "deleted")
                .flatMap(state -> api.list(ObjectKind.VM.collection().with("state", state), 0).stream())
                .map(one -> Json.text(one, "id"))
                .distinct()
                .toList();
    }

    private static ApiRequest reconcile(ApiClient api, String id) {
        return api.request("POST", new ApiPath(ObjectKind.VM.one(id).text() + "/reconcile"));
    }
}
