package io.tidemark.contract;

import static org.awaitility.Awaitility.await;

import io.tidemark.launcher.Platform;
import io.tidemark.launcher.PlatformStatus;
import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.HomeLock;
import io.tidemark.launcher.home.PlatformConfig;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.host.HostSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** A platform of this build's own: its home, ports and host resources meet nobody else's. */
final class RunningPlatform {
    private final Platform platform;
    private final PlatformConfig config;
    private final HostSnapshot before;

    RunningPlatform() throws IOException {
        before = HostSnapshot.take();
        String name = "contract-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        platform = new Platform(new Home(Path.of("/var/lib/tidemark", name)), Ports.free());
        config = platform.config("contract", Set.of());
    }

    /** Settings for all parts, as an operator makes them: read with the next start. */
    void configure(Map<String, String> settings) throws IOException {
        platform.home().create();
        Files.write(
                platform.home().config().resolve("application.properties"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
    }

    void up() throws IOException, InterruptedException {
        platform.home().create();
        try (HomeLock lock = HomeLock.changing(platform.home(), () -> {})) {
            platform.copy(Clone.find(), config);
            platform.start(config);
            platform.awaitReady(part -> {});
        }
    }

    void down() throws IOException {
        platform.stop(part -> {});
    }

    void purge() throws IOException, InterruptedException {
        platform.purge(part -> {});
    }

    /** What the host holds of ours that it did not hold before. */
    Set<String> left() throws IOException {
        Set<String> added = HostSnapshot.take().since(before);
        added.removeIf(entry -> !entry.contains(home().root().toString()) && !entry.contains(home().tag()));
        return added;
    }

    Home home() {
        return platform.home();
    }

    String server() {
        return platform.ports().url(Ports.CONSOLE);
    }

    String issuer() {
        return platform.ports().url(Ports.KEYCLOAK) + "/realms/tidemark";
    }

    String kafka() {
        return "127.0.0.1:" + platform.ports().at(Ports.KAFKA);
    }

    String service(int portOffset) {
        return platform.ports().url(portOffset);
    }

    PlatformStatus status() throws IOException {
        return PlatformStatus.of(platform);
    }

    /** The process of a part, as the supervisor knows it. */
    long pid(String part) throws IOException {
        return status().parts().stream()
                .filter(status -> status.name().equals(part))
                .mapToLong(PlatformStatus.PartStatus::pid)
                .findFirst()
                .orElseThrow();
    }

    /** The process of one of the node's daemons. */
    long helper(String program) throws IOException {
        return status().helpers().stream()
                .filter(helper -> helper.program().contains(program))
                .mapToLong(PlatformStatus.HelperStatus::pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(program + " does not run"));
    }

    static void kill(long pid) throws IOException, InterruptedException {
        signal("KILL", pid);
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + exit);
        }
    }

    void awaitReady() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> status().ready());
    }
}
