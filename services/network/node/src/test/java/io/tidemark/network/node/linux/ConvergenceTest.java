package io.tidemark.network.node.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortState;
import io.tidemark.network.node.Samples;
import io.tidemark.network.node.Shape;
import io.tidemark.network.node.plan.Direction;
import io.tidemark.network.node.plan.Planner;
import io.tidemark.network.node.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody does to the real host, the next convergence mends it. */
class ConvergenceTest {
    private static final NetworkState BLUE = Samples.network(1);
    private static final NetworkState RED = Samples.network(2);
    private static final PortState ANN =
            Samples.port(BLUE, 1).withShape(new Shape(Samples.megabits(10, 20, 50_000), Samples.megabits(5)));
    private static final PortState BEN = Samples.port(BLUE, 2);
    private static final PortState CID =
            Samples.port(RED, 1).withShape(new Shape(Samples.megabits(3), Samples.megabits(0)));
    private static final DesiredState ALL = DesiredState.holding(List.of(BLUE, RED), List.of(ANN, BEN, CID));
    private static final long SEED = 20261122;

    private final TestPlatform platform = new TestPlatform();
    private final LinuxDataplane dataplane = platform.open();

    @AfterEach
    void sweep() {
        platform.close();
    }

    @Test
    void accidentsInARandomOrderAreMended() {
        dataplane.converge(ALL);
        Random random = new Random(SEED);
        List<Runnable> accidents = accidents();
        for (int round = 0; round < 14; round++) {
            List<Integer> happened = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                int accident = random.nextInt(accidents.size());
                happened.add(accident);
                accidents.get(accident).run();
            }

            dataplane.converge(ALL);

            assertThat(dataplane.converge(ALL).bySubject())
                    .as("round %d of seed %d, accidents %s", round, SEED, happened)
                    .isEmpty();
        }
        assertServed();
    }

    /** Each tolerates that another has taken away what it wants to break. */
    private List<Runnable> accidents() {
        String tap = platform.names.tap(ANN.portId());
        String bridge = platform.names.bridge(BLUE.networkId());
        String queue = platform.names.queue(ANN.portId(), Direction.INBOUND);
        Namespace ns = platform.namespace();
        return List.of(
                () -> attempt(ns.ip("link", "delete", "dev", bridge)),
                () -> attempt(ns.ip("link", "delete", "dev", tap)),
                () -> attempt(ns.ip("link", "delete", "dev", queue)),
                () -> attempt(ns.ip("link", "set", "dev", tap, "nomaster")),
                () -> attempt(ns.ip("link", "set", "dev", tap, "down")),
                () -> attempt(ns.ip("link", "set", "dev", tap, "alias", "somebody-elses")),
                () -> attempt(ns.ip("link", "set", "dev", bridge, "mtu", "1400")),
                () -> attempt(ns.ip("addr", "add", "192.0.2.1/24", "dev", bridge)),
                () -> attempt(ns.ip("addr", "flush", "dev", bridge)),
                () -> attempt(ns.ip("rule", "flush")),
                () -> attempt(ns.ip("link", "set", "dev", bridge, "down")),
                () -> attempt(ns.tc("qdisc", "del", "dev", tap, "clsact")),
                () -> attempt(ns.tc("filter", "del", "dev", tap, "egress")),
                () -> attempt(ns.tc("qdisc", "del", "dev", queue, "root")),
                () -> attempt(ns.tc(
                        "qdisc", "replace", "dev", queue, "root", "handle", "1:", "tbf", "rate", "1mbit", "burst",
                        "5000b", "limit", "50000b")),
                () -> attempt(ns.nft("flush", "ruleset")),
                () -> attempt(ns.nft("flush", "set", "bridge", platform.names.guardTable(), "holder")),
                () -> DhcpProcess.below(platform.directory).forEach(DhcpProcess::end),
                () -> DhcpFiles.of(platform.directory, BLUE.networkId()).dropHost(ANN.portId()),
                () -> DhcpFiles.of(platform.directory, RED.networkId()).forget(),
                ns::delete);
    }

    private static void attempt(List<String> arguments) {
        new Command(arguments, "").run();
    }

    private void assertServed() {
        for (PortState port : List.of(ANN, BEN, CID)) {
            try (RawGuest guest = new RawGuest(platform, port)) {
                assertThat(guest.boot().address()).isEqualTo(port.ip());
            }
        }
    }

    @Test
    void whereverAnAgentIsKilledTheNextOneFinishes() {
        DesiredState desired = DesiredState.holding(BLUE, ANN);
        for (int cut = 1; cut < 28; cut += 3) {
            doSteps(desired, cut);

            platform.open().converge(desired);

            assertThat(dataplane.list().ports())
                    .as("killed after %d steps", cut)
                    .containsOnlyKeys(ANN.portId());
            try (RawGuest guest = new RawGuest(platform, ANN)) {
                assertThat(guest.boot().address()).isEqualTo(ANN.ip());
                guest.ping(BLUE.gateway());
            }
            dataplane.sweep();
        }
    }

    /** What an agent does that is killed after so many steps. */
    private void doSteps(DesiredState desired, int count) {
        Namespace namespace = platform.namespace();
        Guard guard = new Guard(platform.names);
        DhcpServers servers = new DhcpServers(platform.directory, namespace);
        Observer observer = new Observer(platform.names, namespace, guard, servers);
        List<Step> steps = new Planner(platform.names, guard.fingerprint())
                .plan(desired, observer.look(desired.ports().keySet()));
        new Executor(namespace, new Lines(guard), servers)
                .execute(steps.stream().limit(count).toList());
    }

    @Test
    void libvirtsNewQueueOnATapLeavesItsLimitsAlone() {
        dataplane.ensurePort(BLUE, ANN);
        String tap = platform.names.tap(ANN.portId());

        TestPlatform.succeed(platform.namespace().tc("qdisc", "add", "dev", tap, "root", "handle", "0:", "noqueue"));

        assertThat(dataplane.ensurePort(BLUE, ANN).isNothing()).isTrue();
    }

    @Test
    void aChangeOfShapeLeavesTheGuestConnected() {
        dataplane.ensurePort(BLUE, ANN);
        dataplane.ensurePort(BLUE, BEN);
        try (RawGuest ann = new RawGuest(platform, ANN);
                RawGuest ben = new RawGuest(platform, BEN)) {
            for (int i = 1; i <= 5; i++) {
                Shape shape = new Shape(Samples.megabits(i), Samples.megabits(i % 3));
                dataplane.ensurePort(BLUE, ANN.withShape(shape));
                ann.sendMarker(i);
                assertThat(ben.receivedBeforeMarker(i)).isEmpty();
            }
        }
    }

    @Test
    void manyWhoMakeTheNamespaceAtOnceAllFindIt() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> makers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                makers.add(() -> {
                    platform.namespace().create();
                    return platform.namespace().exists();
                });
            }
            for (Future<Boolean> maker : pool.invokeAll(makers)) {
                assertThat(maker.get()).isTrue();
            }
        }
    }

    @Test
    void aNameWithoutANamespaceIsReplaced() throws IOException {
        dataplane.ensureNetwork(BLUE);
        dataplane.sweep();
        Files.createFile(platform.namespace().path());

        dataplane.ensureNetwork(BLUE);

        assertThat(dataplane.list().networks()).containsExactly(BLUE.networkId());
    }

    @Test
    void aFolderThatTheServersUserCannotPassIsNamed() throws IOException {
        Path closed = Files.createDirectory(
                platform.directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        LinuxDataplane inside = new LinuxDataplane(platform.tag, closed.resolve("network"));

        assertThatThrownBy(() -> inside.ensureNetwork(BLUE))
                .isInstanceOfSatisfying(DataplaneException.class, refusal -> {
                    assertThat(refusal.category()).isEqualTo(DataplaneException.Category.HOST_UNFIT);
                    assertThat(refusal.reason()).contains("chmod o+x " + closed);
                    assertThat(refusal.applied().of(BLUE.networkId()).getLast().outcome())
                            .startsWith("failed: ");
                });
        inside.sweep();
        Files.delete(closed.resolve("network"));
        Files.delete(closed);
    }

    @Test
    void aSweepLeavesNeitherNamespaceNorProcessNorFile() throws IOException {
        dataplane.converge(ALL);

        dataplane.sweep();

        assertThat(platform.namespace().path()).doesNotExist();
        assertThat(DhcpProcess.below(platform.directory)).isEmpty();
        try (var files = Files.list(platform.directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aSweepLeavesAnotherPlatformAlone() {
        try (TestPlatform other = new TestPlatform()) {
            LinuxDataplane others = other.open();
            others.ensurePort(BLUE, ANN);
            dataplane.ensurePort(BLUE, ANN);

            dataplane.sweep();

            assertThat(others.ensurePort(BLUE, ANN).isNothing()).isTrue();
        }
    }
}
