package io.tidemark.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.cli.Tide;
import io.tidemark.launcher.EmbeddedParts;
import io.tidemark.launcher.Platform;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.host.Command;
import io.tidemark.launcher.host.HostSnapshot;
import io.tidemark.launcher.host.RunningProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import picocli.CommandLine;

/** One platform's life, from {@code up} to {@code down --purge}: the tests are its stations, in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformLifeTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Home HOME = newHome();
    private static final Ports PORTS = Ports.free();

    @SuppressWarnings("NullAway.Init")
    private static HostSnapshot before;

    private record Answer(int exit, String out, String err) {}

    @BeforeAll
    static void lookAtTheHost() throws IOException {
        before = HostSnapshot.take();
    }

    @AfterAll
    static void leaveNothingWhateverHappened() throws IOException, InterruptedException {
        if (Files.isDirectory(HOME.run())) {
            Platform.of(HOME).purge(part -> {});
        }
    }

    @Test
    @Order(1)
    void aTakenPortGivesOneLineAndLeavesNothing() throws IOException {
        try (ServerSocket squatter = new ServerSocket(PORTS.at(Ports.POSTGRES), 1, InetAddress.getLoopbackAddress())) {
            Answer up = up();
            assertThat(up.exit()).isEqualTo(1);
            assertThat(up.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("tide: port " + squatter.getLocalPort() + ", for postgres, is taken by ");
            assertThat(up.out()).isEmpty();
            assertThat(HOME.root()).doesNotExist();
        }
    }

    @Test
    @Order(2)
    void upAnswersWhenEveryPartServes() throws IOException {
        Answer up = up();
        assertThat(up.err()).isEmpty();
        assertThat(up.exit()).isZero();
        assertThat(up.out()).contains("address   " + PORTS.url(Ports.CONSOLE), "postgres", "kafka");
        assertThat(status().get("ready").asBoolean()).isTrue();
        assertThat(tide("status", "--home", HOME.root().toString()).exit()).isZero();
    }

    @Test
    @Order(3)
    void statusTellsEveryPartsMemory() throws IOException {
        assertThat(parts())
                .allSatisfy(part -> assertThat(part.get("residentBytes").asLong())
                        .as(part.get("name").asText())
                        .isGreaterThan(10 << 20));
    }

    @Test
    @Order(4)
    void upTwiceIsHarmless() throws IOException {
        List<Long> pids = pids();
        assertThat(up().exit()).isZero();
        assertThat(pids()).isEqualTo(pids);
    }

    @Test
    @Order(5)
    void whatIsKilledIsStartedAgain() throws IOException {
        JsonNode kafka = part("kafka");
        kill(kafka.get("pid").asLong());
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(part("kafka").get("state").asText()).isEqualTo("ready");
            assertThat(part("kafka").get("pid").asLong())
                    .isNotEqualTo(kafka.get("pid").asLong());
            assertThat(part("kafka").get("restarts").asInt()).isEqualTo(1);
        });
    }

    @Test
    @Order(6)
    void theSupervisorsDeathEndsNoPartAndTheNextOneAdoptsThem() throws IOException {
        List<Long> pids = partPids();
        RunningProcess supervisor = supervisor();
        kill(supervisor.pid());
        await().atMost(SOON).until(() -> !supervisor.isAlive());
        assertThat(status().get("supervised").asBoolean()).isFalse();
        assertThat(partPids()).isEqualTo(pids);

        assertThat(up().exit()).isZero();
        assertThat(supervisor().pid()).isNotEqualTo(supervisor.pid());
        assertThat(partPids()).isEqualTo(pids);
    }

    @Test
    @Order(7)
    void downStopsEveryPartAndTheNextUpFindsTheData() throws IOException {
        String cluster = cluster();
        assertThat(tide("down", "--home", HOME.root().toString()).exit()).isZero();
        assertThat(partPids()).containsOnly(0L);
        assertThat(tide("status", "--home", HOME.root().toString()).exit()).isEqualTo(3);

        assertThat(up().exit()).isZero();
        assertThat(cluster()).isEqualTo(cluster);
    }

    @Test
    @Order(8)
    void aHelperOfTheNodeOutlivesDownAndEndsWithTheGuests() throws IOException {
        // Stands for QEMU or libvirtd: a program of such a name, started with a path below the home.
        Path helper = Files.copy(Path.of("/bin/sleep"), HOME.run().resolve("qemu-system-stand-in"));
        Process guest = new ProcessBuilder(helper.toString(), "600").start();
        assertThat(tide("down", "--home", HOME.root().toString()).exit()).isZero();
        assertThat(guest.isAlive()).isTrue();
        assertThat(tide("down", "--guests", "--home", HOME.root().toString()).exit())
                .isZero();
        assertThat(guest.onExit()).succeedsWithin(SOON);
    }

    @Test
    @Order(9)
    void purgeLeavesNothing() throws IOException {
        assertThat(up().exit()).isZero();
        Answer purge = tide("down", "--purge", "--yes", "--home", HOME.root().toString());
        assertThat(purge.err()).isEmpty();
        assertThat(purge.exit()).isZero();
        assertThat(HOME.root()).doesNotExist();
        assertThat(HostSnapshot.take().since(before))
                .as("what is on the host now and was not before, and names this home")
                .noneMatch(entry -> entry.contains(HOME.root().toString()) || entry.contains(HOME.tag()));
    }

    private static Home newHome() {
        try {
            Home home = EmbeddedParts.temporaryHome();
            Files.delete(home.root());
            return home;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two parts are enough to see a platform live; Keycloak has a test of its own in the launcher. */
    private static Answer up() {
        return tide(
                "up",
                "--built=test",
                "--only",
                "postgres,kafka",
                "--home",
                HOME.root().toString(),
                "--port-base",
                Integer.toString(PORTS.base()));
    }

    private static Answer tide(String... args) {
        CommandLine tide = Tide.commandLine(args);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit =
                tide.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
        return new Answer(exit, out.toString(), err.toString());
    }

    private static JsonNode status() throws IOException {
        return new ObjectMapper()
                .readTree(tide("status", "-o", "json", "--home", HOME.root().toString())
                        .out());
    }

    private static List<JsonNode> parts() throws IOException {
        return StreamSupport.stream(status().get("parts").spliterator(), false).toList();
    }

    private static JsonNode part(String name) throws IOException {
        return parts().stream()
                .filter(part -> part.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> pids() throws IOException {
        return parts().stream().map(part -> part.get("pid").asLong()).toList();
    }

    private static List<Long> partPids() throws IOException {
        return parts().stream()
                .filter(part -> !part.get("name").asText().equals("supervisor"))
                .map(part -> part.get("pid").asLong())
                .toList();
    }

    private static RunningProcess supervisor() throws IOException {
        return Platform.of(HOME).supervisor().orElseThrow();
    }

    private static String cluster() throws IOException {
        return Files.readString(HOME.data("kafka").resolve("meta.properties"))
                .lines()
                .filter(line -> line.startsWith("cluster.id="))
                .findFirst()
                .orElseThrow();
    }

    private static void kill(long pid) {
        assertThat(Command.run("kill", "-KILL", Long.toString(pid)).ok()).isTrue();
    }
}
