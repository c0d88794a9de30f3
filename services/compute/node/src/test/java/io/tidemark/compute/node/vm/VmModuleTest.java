package io.tidemark.compute.node.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.DomainState;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.libvirt.LibvirtHost;
import io.tidemark.compute.node.storage.Volumes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Directives in, facts out, over a real libvirt and through agents that come and go. */
class VmModuleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final UUID PORT = new UUID(5, 5);
    private static final UUID VOLUME = new UUID(6, 6);

    private record Told(String type, ObjectNode body, Map<String, String> causedBy) {}

    private final List<Told> facts = new CopyOnWriteArrayList<>();
    private final VmId vm = new VmId(UUID.randomUUID());
    private volatile boolean portReady;

    @Test
    void a_guest_is_started_adopted_by_the_next_agent_told_when_it_dies_and_removed_without_a_trace() {
        try (LibvirtHost host = new LibvirtHost()) {
            String tap = tap(host);
            try (Hypervisor hypervisor = host.again();
                    VmModule module = module(host, hypervisor, tap)) {
                module.accept(key(), directive(1, "running", ""), Map.of("ce_id", "first"));
                portReady = true;
                module.wake();
                awaitFact("tidemark.node.vm.running.v1", 1);
                assertThat(facts.getLast().causedBy()).containsEntry("ce_id", "first");
                assertThat(facts.getLast().body().get("actions"))
                        .extracting(action -> action.get("call").asText())
                        .containsExactly("qemu-img", "virDomainCreateXML");
            }
            host.awaitUserspace(vm);
            try (Hypervisor hypervisor = host.again();
                    VmModule module = module(host, hypervisor, tap)) {
                module.accept(key(), directive(1, "running", ""), Map.of("ce_id", "repeated"));
                host.killProcess(vm);
                awaitFact("tidemark.node.vm.stopped.v1", 1);
                assertThat(facts.getLast().body().get("cause").asText()).isEqualTo("crashed");
                assertThat(facts.getLast().causedBy()).isEmpty();
                module.accept(key(), directive(2, "running", ""), Map.of("ce_id", "second"));
                awaitFact("tidemark.node.vm.running.v1", 2);
                module.accept(key(), directive(2, "stopped", "graceful"), Map.of());
                awaitFact("tidemark.node.vm.stopped.v1", 2);
                assertThat(facts.getLast().body().get("cause").asText()).isEqualTo("requested");
                module.accept(key(), directive(2, "absent", "forced"), Map.of());
                awaitFact("tidemark.node.vm.absent.v1", 2);
                assertThat(hypervisor.find(vm)).isEmpty();
            }
            assertThat(new Volumes(host.home()).file(VOLUME)).doesNotExist();
            assertThat(facts)
                    .as("each fact is told once")
                    .doesNotHaveDuplicates()
                    .hasSize(5);
        }
    }

    @Test
    void a_guest_is_paused_resumed_and_restarted_as_its_directives_say_and_what_others_do_is_told() {
        try (LibvirtHost host = new LibvirtHost()) {
            String tap = tap(host);
            portReady = true;
            try (Hypervisor hypervisor = host.again();
                    VmModule module = module(host, hypervisor, tap)) {
                module.accept(key(), directive(1, "running", ""), Map.of());
                awaitFact("tidemark.node.vm.running.v1", 1);
                host.awaitUserspace(vm);
                module.accept(key(), powered(1, true, 0, "forced"), Map.of("ce_id", "pause"));
                awaitPower(1, "paused", 0);
                assertThat(facts.getLast().causedBy()).containsEntry("ce_id", "pause");
                assertThat(hypervisor.find(vm).orElseThrow().state()).isEqualTo(DomainState.PAUSED);
            }
            try (Hypervisor hypervisor = host.again();
                    VmModule module = module(host, hypervisor, tap)) {
                hypervisor.resume(vm);
                awaitPower(1, "running", 0);
                assertThat(facts.getLast().causedBy()).as("nobody asked").isEmpty();
                module.accept(key(), powered(1, true, 0, "forced"), Map.of());
                await().atMost(PATIENCE).until(() -> host.count(vm) > 4);
                module.accept(key(), powered(2, false, 1, "graceful"), Map.of());
                awaitPower(2, "running", 1);
                await().atMost(PATIENCE).until(() -> host.count(vm) > 4);
                long before = host.count(vm);
                module.accept(key(), powered(3, false, 2, "forced"), Map.of());
                awaitPower(3, "running", 2);
                await().atMost(PATIENCE).until(() -> host.count(vm) < before);
                assertThat(facts).noneMatch(told -> told.body().has("failure"));
                assertThat(facts).noneMatch(told -> told.type().contains("stopped"));
                hypervisor.remove(vm);
            }
        }
    }

    private JsonNode powered(long generation, boolean paused, long restart, String mode) {
        ObjectNode json = ((ObjectNode) directive(1, "running", "")).put("generation", generation);
        json.putObject("power").put("paused", paused).put("restart", restart).put("restartMode", mode);
        return json;
    }

    private void awaitPower(long generation, String power, long restarts) {
        await().atMost(PATIENCE).until(() -> !facts.isEmpty() && shows(facts.getLast(), generation, power, restarts));
    }

    private static boolean shows(Told told, long generation, String power, long restarts) {
        return told.type().equals("tidemark.node.vm.power.v1")
                && told.body().get("generation").asLong() == generation
                && told.body().get("power").asText().equals(power)
                && told.body().get("restarts").asLong() == restarts;
    }

    private static String tap(LibvirtHost host) {
        DomainSpec spare = host.newGuest();
        return spare.nics().getFirst().tap();
    }

    private VmModule module(LibvirtHost host, Hypervisor hypervisor, String tap) {
        return VmModule.start(
                host.home(),
                "node-1",
                hypervisor,
                new Volumes(host.home()),
                (port, generation) -> portReady && port.equals(PORT) ? Optional.of(tap) : Optional.empty(),
                (asked, epoch) -> asked.equals(vm),
                (type, key, body, causedBy) -> facts.add(new Told(type, body, causedBy)));
    }

    private void awaitFact(String type, long epoch) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(facts).anySatisfy(told -> {
                    assertThat(told.type()).isEqualTo(type);
                    assertThat(told.body().get("epoch").asLong()).isEqualTo(epoch);
                }));
    }

    private String key() {
        return "compute/vm/" + vm;
    }

    private JsonNode directive(long epoch, String desired, String stopMode) {
        String json =
                """
                {"vmId": "%s", "epoch": %d, "desired": "%s", "stopMode": "%s", "name": "web", "tenantId": "acme",
                 "vcpus": 1, "memoryBytes": 201326592,
                 "disks": [{"volumeId": "%s", "sizeBytes": 0, "imageId": "%s", "imageFile": "tiny.qcow2"}],
                 "nics": [{"portId": "%s", "mac": "52:54:00:aa:bb:cc", "generation": 1}]}""".formatted(vm, epoch, desired, stopMode.isEmpty() ? "graceful" : stopMode, VOLUME, VOLUME, PORT);
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_directive_that_cannot_be_understood_is_refused_by_the_name_of_its_field() {
        assertThatThrownBy(() -> DirectiveJson.read(((ObjectNode) directive(1, "running", "")).without("epoch")))
                .isInstanceOf(MalformedDirective.class)
                .hasMessage("epoch is missing");
        assertThatThrownBy(() -> DirectiveJson.read(directive(1, "paused", "")))
                .isInstanceOf(MalformedDirective.class)
                .hasMessageContaining("desired");
    }
}
