package io.tidemark.cli.client.vm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.OperatingCommand;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.command.SizeArgument;
import io.tidemark.cli.client.command.TenantOption;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.network.ShapeOptions;
import io.tidemark.cli.client.outcome.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide vm create}. */
@Command(
        name = "create",
        description = "Create a virtual machine from an image, and start it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide vm create web1 --image tiny",
            "  tide vm create db1 --image debian-12 --cpus 2 --memory 2GiB --disk 20GiB"
        })
public final class VmCreateCommand extends OperatingCommand {
    @Parameters(paramLabel = "NAME", description = "What to call it.")
    private String name = "";

    @Option(
            names = "--image",
            required = true,
            paramLabel = "IMAGE",
            description = "What to boot; name or id, see: tide image list.")
    private String image = "";

    @Option(names = "--cpus", paramLabel = "N", defaultValue = "1", description = "Virtual CPUs. Default: 1.")
    private int cpus;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "512M",
            converter = SizeArgument.class,
            description = "The most memory it may use, such as 512M or 2GiB. Default: 512M.")
    private long memoryBytes;

    @Option(
            names = "--reserve",
            paramLabel = "SIZE",
            converter = SizeArgument.class,
            description = "Memory that no balloon takes from it. Default: the platform's choice.")
    private @Nullable Long reservationBytes;

    @Option(
            names = "--disk",
            paramLabel = "SIZE",
            converter = SizeArgument.class,
            description = "Size of its disk. Default: the image's.")
    private @Nullable Long diskBytes;

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            description = "Name or id. Default: the tenant's default network.")
    private @Nullable String network;

    @Mixin
    private TenantOption tenant = new TenantOption();

    @Mixin
    private ShapeOptions shape = new ShapeOptions();

    @Option(names = "--no-start", description = "Leave it stopped.")
    private boolean noStart;

    @Override
    protected int run() {
        ApiClient api = api();
        ObjectNode request = request(new References(api));
        finish(
                api,
                write(api, api.request("POST", ObjectKind.VM.collection()).json(request)),
                operation -> output().one(SettledVm.of(api, surroundings().pause(), operation), VmView.SHEET));
        return ExitCodes.OK;
    }

    private ObjectNode request(References references) {
        ObjectNode request = Json.object();
        request.put("tenantId", references.tenant(tenant.named(surroundings())));
        request.put("name", name);
        request.put("vcpus", cpus);
        request.put("memoryBytes", memoryBytes);
        putIfGiven(request, "memoryReservationBytes", reservationBytes);
        request.put("imageId", references.forReading(ObjectKind.IMAGE, image));
        putIfGiven(request, "diskBytes", diskBytes);
        String joined = network;
        if (joined != null) {
            request.put("networkId", references.forReading(ObjectKind.NETWORK, joined));
        }
        if (!shape.isEmpty()) {
            request.set("shape", shape.over(Json.object()));
        }
        return request.put("start", !noStart);
    }

    private static void putIfGiven(ObjectNode request, String field, @Nullable Long value) {
        if (value != null) {
            request.put(field, value);
        }
    }
}
