package io.tidemark.node;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.compute.node.FileTrees;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.libvirt.PlatformRemains;
import io.tidemark.eventstore.Json;
import io.tidemark.guestimage.TinyImage;
import io.tidemark.node.console.Issuer;
import io.tidemark.node.host.Sweep;
import io.tidemark.node.identity.NodeIdentity;
import io.tidemark.nodelink.Broker;
import io.tidemark.nodelink.NodeTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A home of a test's own with an agent as a process of its own; closing it leaves nothing on the host. */
final class Platform implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(90);
    private static final Path BASE = Path.of("/var/lib/tidemark");
    private static final Path IMAGES = Path.of("target", "tiny-image").toAbsolutePath();

    final NodeHome home;
    final UUID nodeId;
    final NodeTopics topics;
    final Services services;
    final Issuer compute = new Issuer();
    private static final TinyImage TINY = TinyImage.build(IMAGES);

    /** What trials of this host have shown, so that only the first test waits for them. */
    private static final Path PROBED = Path.of("target", "probe-cache.json").toAbsolutePath();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private @Nullable Process agent;

    Platform() {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        try {
            home = new NodeHome(Files.createDirectories(BASE.resolve("test-" + random)));
            Files.createDirectories(home.images());
            Files.createDirectories(home.volumes());
            nodeId = NodeIdentity.of(home.node());
            Files.copy(TINY.disk(), home.images().resolve("tiny.qcow2"));
            copyTinyImage();
            copyIfThere(PROBED, home.probeCache());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        topics = new NodeTopics("test-" + random, nodeId.toString());
        topics.ensure(Broker.single(Services.bootstrap()));
        services = new Services(topics);
    }

    Process startAgent() {
        Process started = run(
                "-Dkafka.bootstrap.servers=" + Services.bootstrap(),
                "-Dtidemark.topics.prefix=" + topics.prefix(),
                "-Dquarkus.http.port=" + port,
                "-Dtidemark.console.address=http://127.0.0.1:" + port,
                TestAgent.class.getName());
        agent = started;
        return started;
    }

    Process run(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-Dtidemark.home=" + home.root(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.root().resolve("agent.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}. */
    void killAgent() {
        if (agent != null) {
            agent.destroyForcibly().onExit().join();
        }
    }

    void awaitLive() {
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> status().path("phase").asText().equals("LIVE"));
    }

    JsonNode status() {
        return Json.tree(get("/node/v1/status").body());
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    String console(Guest guest) {
        return get("/node/v1/vms/" + guest.vmId() + "/console", "Tidemark-Ticket", ticket(guest))
                .body();
    }

    int type(Guest guest, String input) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/node/v1/vms/" + guest.vmId() + "/console/input");
        return send(HttpRequest.newBuilder(uri)
                        .header("Tidemark-Ticket", ticket(guest))
                        .POST(BodyPublishers.ofString(input))
                        .build())
                .statusCode();
    }

    String ticket(Guest guest) {
        return compute.ticket(guest.vmId(), Instant.now(), 30);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The key with which this platform's compute signs tickets. */
    void directConsoleKey() {
        services.direct(
                "compute/node/" + nodeId,
                "{\"nodeId\":\"" + nodeId + "\",\"consoleKey\":\"" + compute.encodedKey() + "\"}");
    }

    /** Processes that run guests of this home. */
    int guestProcesses() {
        return PlatformRemains.guests(home).size();
    }

    String agentLog() {
        try {
            return Files.readString(home.root().resolve("agent.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        killAgent();
        copyIfThere(home.probeCache(), PROBED);
        http.close();
        services.close();
        try {
            new Sweep(home).run(false);
            FileTrees.delete(home.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agent builds it where it finds none. */
    private void copyTinyImage() throws IOException {
        Path target = Files.createDirectories(home.node().resolve("tiny-image"));
        try (Stream<Path> files = Files.list(IMAGES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    private static void copyIfThere(Path from, Path to) {
        try {
            if (Files.exists(from)) {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
