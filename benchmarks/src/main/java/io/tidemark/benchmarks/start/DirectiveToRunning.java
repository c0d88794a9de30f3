package io.tidemark.benchmarks.start;

import io.tidemark.benchmarks.report.Origin;
import io.tidemark.benchmarks.report.PageOption;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.statistics.Rounds;
import io.tidemark.benchmarks.statistics.Timings;
import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.libvirt.LibvirtHypervisor;
import io.tidemark.compute.node.libvirt.PrivateLibvirt;
import io.tidemark.units.MemorySize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code node-start}: what the node agent adds to libvirt's own time to start a guest. */
@Command(
        name = "node-start",
        mixinStandardHelpOptions = true,
        description = {
            "From a directive at the node to a running domain, against virDomainCreateXML of the same XML on an open"
                    + " connection, in turns. Needs root, libvirt and QEMU; makes a platform of its own below"
                    + " /var/lib/tidemark and removes it."
        })
public final class DirectiveToRunning implements Callable<Integer> {
    private static final String RAW = "raw";
    private static final String RAW_AGAIN = "raw again";
    private static final double GOAL = 1.05;

    /** The first start of a daemon asks QEMU what it can do, which takes it seconds; the second meets warm code. */
    private static final int WARM_UP_ROUNDS = 2;

    @Mixin
    private PageOption page = new PageOption();

    @Option(names = "--rounds", defaultValue = "20", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds = 20;

    @Option(
            names = "--memory-mib",
            defaultValue = "256",
            description = "The guest's memory (default: ${DEFAULT-VALUE}).")
    private long memoryMib = 256;

    @Option(
            names = "--accelerator",
            defaultValue = "TCG",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Accelerator accelerator = Accelerator.TCG;

    @Option(
            names = "--image-cache",
            defaultValue = "benchmarks/target/tiny-image",
            description = "Where the guest image is built (default: ${DEFAULT-VALUE}).")
    private Path imageCache = Path.of("benchmarks/target/tiny-image");

    private final Map<String, Timings> measured = new HashMap<>();

    @Override
    public Integer call() throws IOException, LibvirtException {
        Origin origin = Origin.beforehand();
        try (BenchmarkHome home = BenchmarkHome.create(imageCache.toAbsolutePath());
                PrivateLibvirt libvirt = PrivateLibvirt.start(home.home())) {
            measure(home, libvirt.uri());
        }
        page.publish("node-start", report(origin));
        return 0;
    }

    private void measure(BenchmarkHome benchmark, String uri) throws LibvirtException {
        NodeHome home = benchmark.home();
        MemorySize memory = MemorySize.ofMebibytes(memoryMib);
        try (Hypervisor hypervisor = new LibvirtHypervisor(home, uri, accelerator);
                DirectedLane directed = new DirectedLane(home, hypervisor, ReadyGuest.make(benchmark, 0, memory))) {
            Connect connection = new Connect(uri);
            try {
                turns(List.of(
                        new RawLane(RAW, connection, home, ReadyGuest.make(benchmark, 1, memory), accelerator),
                        new RawLane(RAW_AGAIN, connection, home, ReadyGuest.make(benchmark, 2, memory), accelerator),
                        directed));
            } finally {
                connection.close();
            }
        }
    }

    private void turns(List<Lane> lanes) {
        for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
            for (Lane lane : Rounds.order(lanes, round)) {
                Map<String, Duration> times = lane.start();
                lane.stop();
                if (round >= WARM_UP_ROUNDS) {
                    times.forEach((measure, time) -> measured.computeIfAbsent(measure, _ -> new Timings())
                            .add(time));
                }
            }
        }
    }

    private Timings of(String measure) {
        Timings timings = measured.get(measure);
        if (timings == null) {
            throw new IllegalStateException("not measured: " + measure);
        }
        return timings;
    }

    private List<String> report(Origin origin) throws IOException {
        Table table = new Table("what", "median", "middle half", "ratio to raw", "goal");
        row(table, "`virDomainCreateXML` on an open connection (raw)", RAW, "");
        row(table, "the same once more (A/A: what a ratio is worth here)", RAW_AGAIN, "");
        row(table, "directive at the node to the fact that the domain runs", DirectedLane.TO_FACT, "at most " + GOAL);
        row(table, "of which `virDomainCreateXML`", DirectedLane.CALL, "");
        row(table, "of which the agent's own: journal, image probe, fact", DirectedLane.OWN, "");
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(origin.line("%d rounds in turns after %d to warm up, guest of %d MiB under %s, %s"
                .formatted(rounds, WARM_UP_ROUNDS, memoryMib, accelerator, qemu())));
        return lines;
    }

    private void row(Table table, String what, String measure, String goal) {
        Timings timings = of(measure);
        String ratio = String.format(Locale.ROOT, "%.3f", timings.ratioTo(of(RAW)));
        table.row(what, timings.medianText(), timings.quartilesText(), ratio, goal);
    }

    private static String qemu() {
        return HostCommand.of("qemu-system-x86_64", "--version")
                .run()
                .output()
                .lines()
                .findFirst()
                .orElse("QEMU of an unknown version");
    }
}
