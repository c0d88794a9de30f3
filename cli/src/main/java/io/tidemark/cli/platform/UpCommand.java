package io.tidemark.cli.platform;

import io.tidemark.cli.demo.Demo;
import io.tidemark.launcher.Platform;
import io.tidemark.launcher.PlatformStatus;
import io.tidemark.launcher.Preflight;
import io.tidemark.launcher.build.Build;
import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.HomeLock;
import io.tidemark.launcher.home.PlatformConfig;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.host.HostPackages;
import io.tidemark.launcher.host.Privilege;
import io.tidemark.launcher.part.PartCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide up}: from a clone to a running platform. */
@Command(
        name = "up",
        description = {
            "Start a platform on this machine.",
            "",
            "Installs missing Debian packages, builds what changed, and starts PostgreSQL, Kafka, Keycloak, the services, "
                    + "the node agent and the console, each as a process of its own, on loopback only. "
                    + "A platform that already runs is left as it is.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./tide up",
            "  ./tide up --demo",
            "  ./tide up --home /var/lib/tidemark/second --port-base 7500"
        })
public final class UpCommand extends PlatformCommand {
    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "The console listens on N, the other parts on N+1 to N+20 "
                    + "(default: as last time, at first 7400).")
    private @Nullable Integer portBase;

    @Option(
            names = "--demo",
            description = "Then show the main job on it: sign-in, a guest, its console, memory, bandwidth, "
                    + "a refusal, the audit trace.")
    private boolean demo;

    /** For developers and tests: a platform of a few parts. */
    @Option(names = "--only", hidden = true, split = ",")
    private Set<String> only = Set.of();

    /** The build to start: set when a user without root has built it and calls again through sudo. */
    @Option(names = "--built", hidden = true, paramLabel = "ID")
    private @Nullable String built;

    @Override
    int run() throws IOException, InterruptedException {
        Home home = home();
        Platform platform = new Platform(home, ports(home));
        Preflight preflight = new Preflight(home, platform.ports());
        Optional<String> problem = preflight.problem();
        if (problem.isPresent()) {
            throw new Failure(problem.get());
        }
        PrintWriter out = out();
        Steps steps = new Steps(out);
        Clone clone = Clone.find();
        Build build = new Build(clone);
        String sources = built == null ? build.sources() : built;
        if (built == null) {
            Files.createDirectories(clone.root().resolve("target"));
            installPackages(steps, clone);
            build(steps, build, sources);
        }
        if (!Privilege.isRoot()) {
            return AsRoot.again(spec(), "--built=" + sources);
        }
        start(steps, platform, clone, sources);
        Summary.print(out, PlatformStatus.of(platform), steps.elapsed());
        if (demo) {
            new Demo(platform.ports().url(Ports.CONSOLE), home.root(), out).run();
        }
        return 0;
    }

    private Ports ports(Home home) throws IOException {
        Optional<Integer> wanted = Optional.ofNullable(portBase);
        int base = wanted.isPresent()
                ? wanted.get()
                : PlatformConfig.read(home).map(PlatformConfig::portBase).orElse(Ports.DEFAULT_BASE);
        try {
            return new Ports(base);
        } catch (IllegalArgumentException e) {
            throw new Failure("--port-base: " + e.getMessage());
        }
    }

    private static void installPackages(Steps steps, Clone clone) throws IOException, InterruptedException {
        List<String> missing = HostPackages.missing();
        if (!missing.isEmpty()) {
            Path log = clone.root().resolve("target/tide-packages.log");
            steps.run(missing.size() + " missing packages (apt)", detail -> HostPackages.install(missing, log));
        }
    }

    private static void build(Steps steps, Build build, String sources) throws IOException, InterruptedException {
        if (!build.isDone(sources)) {
            steps.run("build", detail -> build.run(sources, PartCatalogue.modules(part -> true), detail));
        }
        if (!build.isKeycloakReady()) {
            steps.run("Keycloak for PostgreSQL (once)", detail -> build.prepareKeycloak());
        }
    }

    private void start(Steps steps, Platform platform, Clone clone, String sources)
            throws IOException, InterruptedException {
        boolean ranBefore = platform.supervisor().isPresent();
        platform.home().create();
        try (HomeLock lock =
                HomeLock.changing(platform.home(), () -> steps.done("another up or down is at work here: waiting"))) {
            PlatformConfig wanted = platform.config(sources, only);
            steps.run("copy of the build", detail -> platform.copy(clone, wanted));
            if (platform.runsOtherwise(wanted)) {
                steps.run(
                        "stop of the earlier build",
                        detail -> Platform.of(platform.home()).stop(detail));
            }
            platform.start(wanted);
            awaitReady(steps, platform, ranBefore);
        }
    }

    /** A start that fails is taken back, so that the next one finds free ports; data and logs stay. */
    private static void awaitReady(Steps steps, Platform platform, boolean ranBefore)
            throws IOException, InterruptedException {
        try {
            platform.awaitReady(steps::done);
        } catch (IOException e) {
            if (!ranBefore) {
                platform.stop(part -> {});
            }
            throw e;
        }
    }
}
