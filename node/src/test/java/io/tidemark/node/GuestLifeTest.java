package io.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One guest from its first directive to its end, with the agent killed while it runs. */
class GuestLifeTest {
    private static final Pattern AVAILABLE = Pattern.compile("tick (\\d+) uptime=\\S+ memavailable=(\\d+) ip=(\\S+)");
    private static final long SMALL_BYTES = 224L << 20;

    private final Platform platform = new Platform();
    private final Services services = platform.services;
    private final Guest guest = new Guest(services, platform.home);

    @AfterEach
    void nothingStaysOnTheHost() {
        platform.close();
        assertThat(platform.guestProcesses()).isZero();
        assertThat(Path.of("/run/netns", platform.home.netns())).doesNotExist();
        assertThat(platform.home.root()).doesNotExist();
    }

    @Test
    void aGuestIsStartedMovedStoppedAndRemovedAndAKilledAgentTakesItUpAgain() {
        platform.startAgent();
        platform.awaitLive();
        theNodeRegistersItself(1);
        platform.directConsoleKey();

        Cause start = guest.directStart(1);
        theGuestRunsWithItsAddress(start);
        theBalloonMovesAndTheGuestSeesIt();
        theConsoleTakesInputAndNobodyWithoutATicket();
        aKilledAgentFindsTheGuestRunning();
        theGuestStopsAndGoes();
    }

    private void theNodeRegistersItself(int times) {
        await().atMost(Platform.SOON)
                .until(() -> services.facts("node.registered").size() == times);
        JsonNode body = services.facts("node.registered").getLast().body();
        assertThat(body.path("nodeId").asText()).isEqualTo(platform.nodeId.toString());
        assertThat(body.path("memoryBytes").asLong()).isPositive();
        assertThat(body.path("capabilities").path("accelerator").asText()).isIn("kvm", "tcg");
        assertThat(body.path("capabilities").path("findings"))
                .anySatisfy(finding -> assertThat(finding.path("name").asText()).isEqualTo("kvm.usable"));
        assertThat(body.path("bootId").asText()).isNotEmpty();
        assertThat(body.path("consoleAddress").asText()).startsWith("http://127.0.0.1:");
    }

    private void theGuestRunsWithItsAddress(Cause start) {
        await().atMost(Platform.SOON).until(() -> services.facts("vm.running").size() == 1);
        Services.Fact running = services.facts("vm.running").getFirst();
        assertThat(running.body().path("epoch").asLong()).isEqualTo(1);
        assertThat(running.body().path("actions")).isNotEmpty();
        assertThat(running.cause()).isEqualTo(start.causedBy(start.causationId()));
        Services.Fact bound = services.facts("port.bound").getFirst();
        assertThat(bound.cause().actor()).isEqualTo("alice");
        assertThat(bound.cause().operationId()).isPresent();
        assertThat(bound.body().path("actions")).isNotEmpty();
        await().atMost(Platform.SOON)
                .until(() -> ticks().stream().anyMatch(tick -> tick.group(3).equals(guest.ip())));
    }

    private void theBalloonMovesAndTheGuestSeesIt() {
        long before = available();
        Cause cause = guest.directMemory(1, 2, SMALL_BYTES);
        await().atMost(Platform.SOON)
                .until(() -> services.facts("balloon.moved").stream()
                        .anyMatch(fact -> fact.body().path("targetBytes").asLong() == SMALL_BYTES));
        Services.Fact moved = services.facts("balloon.moved").getLast();
        assertThat(moved.body().path("actualBytes").asLong())
                .isCloseTo(SMALL_BYTES, org.assertj.core.data.Offset.offset(4L << 20));
        assertThat(moved.cause()).isEqualTo(cause.causedBy(cause.causationId()));
        assertThat(moved.body().path("actions")).isNotEmpty();
        await().atMost(Platform.SOON).until(() -> available() < before - (100 << 10));
        await().atMost(Platform.SOON)
                .until(() -> services.newestTelemetry()
                        .filter(sample ->
                                sample.path("guests").path(0).path("evidence").asBoolean())
                        .filter(sample -> Math.abs(sample.path("guests")
                                                .path(0)
                                                .path("actualBytes")
                                                .asLong()
                                        - SMALL_BYTES)
                                <= 4L << 20)
                        .isPresent());
    }

    private void theConsoleTakesInputAndNobodyWithoutATicket() {
        assertThat(platform.type(guest, "run echo $((6 * 7)) is it\n")).isEqualTo(204);
        await().atMost(Platform.SOON).until(() -> platform.console(guest).contains("| 42 is it"));
        String path = "/node/v1/vms/" + guest.vmId() + "/console";
        assertThat(platform.get(path).statusCode()).isEqualTo(401);
        assertThat(platform.get(path, "Tidemark-Ticket", "nonsense").statusCode())
                .isEqualTo(401);
        String ticket = platform.ticket(guest);
        assertThat(platform.get(path + "?fromByte=10", "Tidemark-Ticket", ticket)
                        .statusCode())
                .isEqualTo(200);
        assertThat(platform.get(path, "Tidemark-Ticket", ticket).statusCode()).isEqualTo(401);
    }

    private void aKilledAgentFindsTheGuestRunning() {
        platform.killAgent();
        long ticked = lastTick();
        await().atMost(Platform.SOON).until(() -> lastTick() > ticked + 2);
        platform.startAgent();
        platform.awaitLive();
        theNodeRegistersItself(2);
        JsonNode domains = platform.status().path("domains");
        assertThat(domains).hasSize(1);
        assertThat(domains.path(0).path("vmId").asText()).isEqualTo(guest.vmId().toString());
        assertThat(platform.guestProcesses()).isEqualTo(1);
        assertThat(services.facts("vm.running")).hasSize(1);
        assertThat(services.facts("vm.stopped")).isEmpty();
    }

    private void theGuestStopsAndGoes() {
        Cause stop = guest.directVm(1, "stopped", "graceful");
        await().atMost(Platform.SOON).until(() -> services.facts("vm.stopped").size() == 1);
        Services.Fact stopped = services.facts("vm.stopped").getFirst();
        assertThat(stopped.body().path("cause").asText()).isEqualTo("requested");
        assertThat(stopped.cause()).isEqualTo(stop.causedBy(stop.causationId()));
        assertThat(platform.guestProcesses()).isZero();
        guest.directVm(1, "absent", "forced");
        guest.directPort("absent", 2);
        await().atMost(Platform.SOON).until(() -> services.facts("vm.absent").size() == 1);
        await().atMost(Platform.SOON).until(() -> services.facts("port.absent").size() == 1);
        assertThat(platform.home.volumes().resolve(guest.volumeId() + ".qcow2")).doesNotExist();
        assertThat(Files.exists(platform.home.images().resolve("tiny.qcow2"))).isTrue();
    }

    private List<Matcher> ticks() {
        return AVAILABLE
                .matcher(consoleLog())
                .results()
                .map(result -> {
                    Matcher matcher = AVAILABLE.matcher(result.group());
                    assertThat(matcher.find()).isTrue();
                    return matcher;
                })
                .toList();
    }

    private String consoleLog() {
        try {
            return Files.readString(platform.home.consoles().resolve(guest.vmId() + ".log"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long lastTick() {
        return Long.parseLong(ticks().getLast().group(1));
    }

    /** What the guest's kernel says could be had, in KiB. */
    private long available() {
        return Long.parseLong(ticks().getLast().group(2));
    }
}
