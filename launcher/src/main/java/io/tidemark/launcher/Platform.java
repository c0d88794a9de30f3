package io.tidemark.launcher;

import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.HomeLock;
import io.tidemark.launcher.home.PlatformConfig;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Release;
import io.tidemark.launcher.host.HostSweep;
import io.tidemark.launcher.host.ProcFs;
import io.tidemark.launcher.host.RunningProcess;
import io.tidemark.launcher.part.JvmPart;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.PartCatalogue;
import io.tidemark.launcher.part.StartCache;
import io.tidemark.launcher.process.PartState;
import io.tidemark.launcher.process.PlatformState;
import io.tidemark.launcher.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One platform on this machine: starting, stopping and removing it. Each method may be called whatever an earlier,
 * interrupted call has left, and repeated calls change nothing more. Callers hold {@link HomeLock#changing}.
 */
public final class Platform {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    /** A part that died so often during one start will not come up by itself. */
    private static final int HOPELESS_RESTARTS = 4;

    private final Home home;
    private final Ports ports;

    public Platform(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    /** The platform of a home as it was last started; with default ports if it never was. */
    public static Platform of(Home home) throws IOException {
        int base = PlatformConfig.read(home).map(PlatformConfig::portBase).orElse(Ports.DEFAULT_BASE);
        return new Platform(home, new Ports(base));
    }

    public Home home() {
        return home;
    }

    public Ports ports() {
        return ports;
    }

    /**
     * What a start is to bring about.
     *
     * @param sources the digest of the sources that the clone was built from
     * @param only    the names of the parts to run; empty: all
     */
    public PlatformConfig config(String sources, Set<String> only) {
        String release = only.isEmpty() ? sources : sources + "-" + String.join("-", new TreeSet<>(only));
        return new PlatformConfig(ports.base(), release, only);
    }

    /** Copies what this start needs of the clone's build into the home. */
    public void copy(Clone clone, PlatformConfig wanted) throws IOException {
        home.create();
        Release.of(home, wanted.release()).copyFrom(clone, PartCatalogue.modules(wanted::runs));
    }

    /** Whether parts run that were started otherwise: from another build or on other ports. */
    public boolean runsOtherwise(PlatformConfig wanted) throws IOException {
        Optional<PlatformConfig> present = PlatformConfig.read(home);
        return present.isPresent()
                && !present.get().equals(wanted)
                && planned().stream()
                        .anyMatch(part -> ProcFs.withArgument(part.signature()).isPresent());
    }

    /** Sees to it that a supervisor runs these parts; it adopts those that run already. */
    public void start(PlatformConfig wanted) throws IOException {
        Release release = Release.of(home, wanted.release());
        wanted.write(home);
        release.removeOthers();
        StartCache.keepOnly(home, wanted.release());
        if (supervisor().isEmpty()) {
            Files.deleteIfExists(home.stateFile());
            launchSupervisor(release);
        }
    }

    private void launchSupervisor(Release release) throws IOException {
        new ProcessBuilder(
                        "setsid",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        supervisorSignature(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xmx48m",
                        "-cp",
                        release.commandClassPath(),
                        "io.tidemark.cli.Tide",
                        "supervise",
                        "--home",
                        home.root().toString())
                .directory(home.root().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.log("supervisor").toFile()))
                .start();
    }

    /**
     * Waits until every part serves.
     *
     * @param ready hears each part's name as it becomes ready
     * @throws IOException if that does not happen; the message says in one line which part is at fault
     */
    public void awaitReady(Consumer<String> ready) throws IOException, InterruptedException {
        Set<String> seen = new HashSet<>();
        long end = System.nanoTime() + START_LIMIT.toNanos();
        Optional<PlatformState> state = PlatformState.read(home.stateFile());
        while (state.isEmpty() || !state.get().isReady()) {
            state.stream()
                    .flatMap(now -> now.parts().stream())
                    .filter(part -> part.phase() == PartState.Phase.READY && seen.add(part.name()))
                    .forEach(part -> ready.accept(part.name()));
            Optional<String> fault = state.flatMap(now -> fault(now, System.nanoTime() > end));
            if (fault.isPresent()) {
                throw new IOException(fault.get());
            }
            if (state.isEmpty() && System.nanoTime() > end) {
                throw new IOException("the supervisor does not start: see " + home.log("supervisor"));
            }
            Thread.sleep(50);
            state = PlatformState.read(home.stateFile());
        }
        state.get().parts().stream().map(PartState::name).filter(seen::add).forEach(ready);
    }

    private Optional<String> fault(PlatformState state, boolean late) {
        return state.parts().stream()
                .filter(part -> part.phase() != PartState.Phase.READY)
                .filter(part -> late || part.restarts() >= HOPELESS_RESTARTS)
                .findFirst()
                .map(part -> "%s does not start (%s): see %s"
                        .formatted(
                                part.name(),
                                part.problem() == null ? "no answer on port " + part.port() : part.problem(),
                                home.log(part.name())));
    }

    /** The supervisor that runs now. */
    public Optional<RunningProcess> supervisor() {
        return ProcFs.withArgument(supervisorSignature());
    }

    private String supervisorSignature() {
        return "-Dtidemark.supervisor=" + home.tag();
    }

    /** What was chosen last; before the first start, everything by default. */
    private PlatformConfig config() throws IOException {
        return PlatformConfig.read(home).orElse(new PlatformConfig(ports.base(), "none", Set.of()));
    }

    /** The parts of this platform, built or not. */
    public List<Part> planned() throws IOException {
        PlatformConfig config = config();
        return PartCatalogue.planned(home, ports, Release.of(home, config.release())).stream()
                .filter(part -> config.runs(part.name()))
                .toList();
    }

    /** The parts that this platform has: those planned, as far as its build holds them. */
    public List<Part> parts() throws IOException {
        Release release = Release.of(home, config().release());
        return planned().stream()
                .filter(part -> !release.isComplete() || !(part instanceof JvmPart jvm) || release.hasApp(jvm.module()))
                .toList();
    }

    /**
     * Stops the supervisor and every part. Guests, the private libvirtd and the node's helpers run on.
     *
     * @param stopped hears the name of each part that has ended
     */
    public void stop(Consumer<String> stopped) throws IOException {
        Optional<RunningProcess> supervisor = supervisor();
        if (supervisor.isPresent()) {
            Supervisor.end(supervisor.get());
        }
        Supervisor.stop(new ArrayList<>(planned()), stopped);
        Files.deleteIfExists(home.stateFile());
    }

    /** How many parts have left a recording of which a start-up cache is to be made. */
    public long recordings() throws IOException {
        return planned().stream()
                .flatMap(part -> part.startCache().stream())
                .filter(StartCache::isRecorded)
                .count();
    }

    /**
     * Makes the start-up caches that recordings are there for, two at a time; once per build.
     *
     * @param progress hears each part's name before its cache is made
     */
    public void makeStartCaches(Consumer<String> progress) throws IOException, InterruptedException {
        List<Callable<Void>> makings = new ArrayList<>();
        for (Part part : planned()) {
            part.startCache()
                    .filter(StartCache::isRecorded)
                    .ifPresent(cache -> makings.add(() -> {
                        progress.accept(part.name());
                        cache.assemble(part.command(), part.signature(), home.log("start-caches"));
                        return null;
                    }));
        }
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (Future<Void> made : two.invokeAll(makings)) {
                made.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a start-up cache could not be made: " + e.getMessage(), e);
        }
    }

    /** Asks the guests to stop, then ends them and the node's helpers: the agent its way, and we whatever is left. */
    public void stopGuests() throws IOException, InterruptedException {
        node().stopGuests();
        new HostSweep(home).stopProcesses();
    }

    private NodeProgram node() throws IOException {
        return new NodeProgram(home, Release.of(home, config().release()));
    }

    /** Removes everything of this platform from the machine: the agent what it knows of, and we whatever is left. */
    public void purge(Consumer<String> stopped) throws IOException, InterruptedException {
        stop(stopped);
        node().sweep();
        new HostSweep(home).removeEverything();
    }
}
