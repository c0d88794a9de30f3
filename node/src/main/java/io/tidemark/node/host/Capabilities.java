package io.tidemark.node.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.host.Finding;
import io.tidemark.compute.node.host.HostFindings;
import io.tidemark.compute.node.host.HostProbe;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.guestimage.ImageUnavailable;
import io.tidemark.guestimage.TinyImage;
import io.tidemark.memorybroker.node.telemetry.HostMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this host can do, as it is told and shown.
 *
 * @param accelerator on which guests are started
 * @param findings what was tried, found and concluded
 */
public record Capabilities(Accelerator accelerator, List<Finding> findings) {
    /** Tries it. The first time in a home takes up to half a minute, later ones about a second. */
    public static Capabilities probe(NodeHome home) {
        try {
            Files.createDirectories(home.volumes());
            TinyImage image = tinyImage(home.node().resolve("tiny-image"));
            HostFindings found = HostProbe.run(home, image, List.of(home.volumes()));
            return new Capabilities(found.accelerator(), found.findings());
        } catch (ImageUnavailable e) {
            return untried(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("the volumes have no folder", e);
        }
    }

    /** One that was built once serves for ever: asking Debian for a newer kernel takes longer than the rest of a start. */
    private static TinyImage tinyImage(Path folder) {
        TinyImage built = TinyImage.in(folder);
        boolean complete = Stream.of(built.vmlinuz(), built.initramfs(), built.disk(), built.realMode())
                .allMatch(Files::isRegularFile);
        return complete ? built : TinyImage.build(folder);
    }

    /** Without something to boot nothing is known of KVM: emulation works everywhere. */
    private static Capabilities untried(String why) {
        return new Capabilities(
                Accelerator.TCG,
                List.of(
                        new Finding("kvm.usable", "not tried", Accelerator.TCG.wireName(), why),
                        new Finding(
                                "host.memory",
                                HostMemory.read().total().toString(),
                                "by reservations",
                                "MemTotal of /proc/meminfo")));
    }

    /** As in the registration of the node. */
    public JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("accelerator", accelerator.wireName());
        ArrayNode list = json.putArray("findings");
        findings.forEach(finding -> list.addObject()
                .put("name", finding.name())
                .put("found", finding.found())
                .put("use", finding.use())
                .put("why", finding.why()));
        return json;
    }
}
