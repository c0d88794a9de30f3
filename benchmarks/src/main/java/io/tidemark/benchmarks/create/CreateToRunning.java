package io.tidemark.benchmarks.create;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.benchmarks.report.Origin;
import io.tidemark.benchmarks.report.PageOption;
import io.tidemark.guestimage.TinyImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code create}: from POST to a running guest on a platform that runs on this machine, one create at a time. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Creates, measures and deletes guests of the tiny image on a running platform, hop by hop.")
public final class CreateToRunning implements Callable<Integer> {
    static final String IMAGE = "tiny";
    private static final int WARM_UP = 2;
    private static final Duration AUDIT_LIMIT = Duration.ofSeconds(60);
    private static final Duration AUDIT_PAUSE = Duration.ofMillis(100);
    private static final long BYTES_PER_MIB = 1 << 20;

    @Mixin
    private PageOption page = new PageOption();

    @ArgGroup(exclusive = false)
    private PlatformOptions platform = new PlatformOptions();

    @Option(names = "--tenant", defaultValue = "acme", description = "Name of the tenant (default: ${DEFAULT-VALUE}).")
    private String tenant = "";

    @Option(names = "--creates", defaultValue = "20", description = "Measured creates (default: ${DEFAULT-VALUE}).")
    private int creates = 20;

    @Option(
            names = "--memory-mib",
            defaultValue = "256",
            description = "The guest's memory (default: ${DEFAULT-VALUE}).")
    private long memoryMib = 256;

    @Option(
            names = "--image-cache",
            defaultValue = "benchmarks/target/tiny-image",
            description = "Where the image is built if the platform has none (default: ${DEFAULT-VALUE}).")
    private Path imageCache = Path.of("benchmarks/target/tiny-image");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Origin origin = Origin.beforehand();
        PlatformApi api = new PlatformApi(platform);
        api.signIn();
        String tenantId = api.first("identity/v1/tenants?name=" + tenant);
        String imageId = image(api);
        Journeys journeys = new Journeys();
        for (int i = 0; i < WARM_UP + creates; i++) {
            api.signIn();
            Journey journey = create(api, guest(tenantId, imageId, memoryMib * BYTES_PER_MIB));
            if (i >= WARM_UP) {
                journeys.add(journey);
            }
        }
        List<String> lines = new ArrayList<>(journeys.table().lines());
        lines.add("");
        lines.add(origin.line("%d creates after %d to warm up, one at a time, guest of %d MiB"
                .formatted(creates, WARM_UP, memoryMib)));
        page.publish("create", lines);
        return 0;
    }

    private String image(PlatformApi api) throws IOException, InterruptedException {
        String known = "compute/v1/images?name=" + IMAGE;
        if (!api.get(known).path("items").isEmpty()) {
            return api.first(known);
        }
        Path disk = TinyImage.build(imageCache.toAbsolutePath()).disk();
        return api.upload("compute/v1/images?name=" + IMAGE, disk).path("id").asText();
    }

    static ObjectNode guest(String tenantId, String imageId, long memoryBytes) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tenantId", tenantId)
                .put("name", "bench-" + UUID.randomUUID())
                .put("vcpus", 1)
                .put("memoryBytes", memoryBytes)
                .put("imageId", imageId)
                .put("start", true);
    }

    private static Journey create(PlatformApi api, ObjectNode body) throws IOException, InterruptedException {
        Instant posted = Instant.now();
        JsonNode operation = api.operate("POST", "compute/v1/vms", body);
        Instant answered = Instant.now();
        String vm = operation.path("target").path("id").asText();
        String correlationId = operation.path("correlationId").asText();
        try {
            return journey(api, posted, answered, correlationId);
        } finally {
            ObjectNode forced = JsonNodeFactory.instance.objectNode().put("mode", "forced");
            api.operate("POST", "compute/v1/vms/" + vm + "/stop", forced);
            api.operate("DELETE", "compute/v1/vms/" + vm + "?purge=true", JsonNodeFactory.instance.objectNode());
        }
    }

    /** Audit seals a little later than compute answers. */
    private static Journey journey(PlatformApi api, Instant posted, Instant answered, String correlationId)
            throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(AUDIT_LIMIT);
        JsonNode trace = api.get("audit/v1/traces/" + correlationId);
        Optional<Journey> journey = Journey.of(posted, answered, trace);
        while (journey.isEmpty() && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(AUDIT_PAUSE.toNanos());
            trace = api.get("audit/v1/traces/" + correlationId);
            journey = Journey.of(posted, answered, trace);
        }
        JsonNode last = trace;
        return journey.orElseThrow(
                () -> new IOException("the audit record lacks a hop of " + correlationId + ": " + last));
    }
}
