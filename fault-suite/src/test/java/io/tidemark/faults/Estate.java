package io.tidemark.faults;

import static org.awaitility.Awaitility.await;

import io.tidemark.launcher.EmbeddedParts;
import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.part.JvmPart;
import io.tidemark.launcher.part.KafkaPart;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.PostgresPart;
import io.tidemark.launcher.process.PartState;
import io.tidemark.launcher.process.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * PostgreSQL, Kafka, two ledgers and two mirrors of the suite's own, each a process that the suite may kill and that the
 * platform's supervisor starts again. Every replica reaches PostgreSQL over a {@link Wire} of its own.
 */
final class Estate implements AutoCloseable {
    static final List<String> LEDGERS = List.of("ledger-0", "ledger-1");
    static final List<String> MIRRORS = List.of("mirror-0", "mirror-1");

    private static final String MODULE = "fault-suite";
    private static final int HEAP_MEBIBYTES = 160;
    private static final Duration START = Duration.ofMinutes(3);

    private final EmbeddedParts parts;
    private final Ports ports;
    private final Map<String, Wire> wires = new HashMap<>();
    private final List<Part> replicas = new ArrayList<>();
    private final Supervisor supervisor;
    private boolean closed;

    private Estate(EmbeddedParts parts, Ports ports, List<String> names) {
        this.parts = parts;
        this.ports = ports;
        for (String name : names) {
            wires.put(name, new Wire(parts.postgresPort()));
            replicas.add(replica(name));
        }
        supervisor = new Supervisor(replicas, states -> {});
    }

    static Estate start() throws IOException, InterruptedException, TimeoutException, SQLException {
        return start(Stream.concat(LEDGERS.stream(), MIRRORS.stream()).toList());
    }

    /** With these replicas only. */
    static Estate start(List<String> replicas)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        Ports ports = Ports.free();
        Estate estate = new Estate(
                EmbeddedParts.start(EmbeddedParts.temporaryHome(), ports, Set.of(PostgresPart.NAME, KafkaPart.NAME)),
                ports,
                replicas);
        Runtime.getRuntime().addShutdownHook(new Thread(estate::closeAtExit));
        estate.database("postgres").execute("create database faults_ledger");
        estate.database("postgres").execute("create database faults_mirror");
        estate.supervisor.start();
        estate.awaitReady();
        return estate;
    }

    private Part replica(String name) {
        int port = ports.at(Ports.IDENTITY) + replicas.size();
        return new JvmPart(
                parts.home(), Clone.find(), name, MODULE, port, HEAP_MEBIBYTES, Set.of(), () -> settings(name));
    }

    private Map<String, String> settings(String name) {
        String service = service(name);
        return Map.of(
                "TIDEMARK_SERVICE", service,
                "TIDEMARK_POSTGRES_PORT", Integer.toString(wire(name).port()),
                "TIDEMARK_POSTGRES_USER", parts.postgresUser(),
                "TIDEMARK_POSTGRES_PASSWORD", parts.postgresPassword(),
                "KAFKA_BOOTSTRAP_SERVERS", parts.kafka(),
                "TIDEMARK_INTAKE_TOPICS", service.equals("mirror") ? "tidemark[.]ledger[.]events[.]v1" : "nothing",
                "FAULTS_JOURNAL", journal(name).toString());
    }

    private static String service(String replica) {
        return replica.substring(0, replica.indexOf('-'));
    }

    void awaitReady() {
        await("every part serves")
                .atMost(START)
                .until(() -> states().allMatch(state -> state.phase() == PartState.Phase.READY));
    }

    private Stream<PartState> states() {
        return Stream.concat(parts.states().stream(), supervisor.states().stream());
    }

    /** Ends the process of a part at once; its supervisor starts it again. Children are left to themselves, as after the kernel's own kill. */
    void kill(String part) {
        ProcessHandle process = process(part);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Stops a part and its children in the middle of whatever they do. */
    void stop(String part) {
        signal("-STOP", part);
    }

    void resume(String part) {
        signal("-CONT", part);
    }

    private void signal(String signal, String part) {
        ProcessHandle process = process(part);
        List<String> command = new ArrayList<>(List.of("kill", signal, Long.toString(process.pid())));
        process.descendants().map(child -> Long.toString(child.pid())).forEach(command::add);
        try {
            // A child that ended meanwhile makes kill fail, and nothing is wrong.
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessHandle process(String part) {
        return states().filter(state -> state.name().equals(part))
                .findFirst()
                .flatMap(state -> ProcessHandle.of(state.pid()))
                .orElseThrow(() -> new IllegalStateException(part + " does not run"));
    }

    Wire wire(String replica) {
        Wire wire = wires.get(replica);
        if (wire == null) {
            throw new IllegalArgumentException("no replica: " + replica);
        }
        return wire;
    }

    Path journal(String writer) {
        return parts.home().root().resolve(writer + ".journal");
    }

    Path logs() {
        return parts.home().logs();
    }

    URI http(String replica) {
        return replicas.stream()
                .filter(part -> part.name().equals(replica))
                .map(part -> URI.create("http://127.0.0.1:" + part.port()))
                .findFirst()
                .orElseThrow();
    }

    String kafka() {
        return parts.kafka();
    }

    Database ledger() {
        return database("faults_ledger");
    }

    Database mirror() {
        return database("faults_mirror");
    }

    /** Another database of the same server. */
    Database elsewhere() {
        return database("postgres");
    }

    private Database database(String name) {
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + parts.postgresPort() + "/" + name + "?socketTimeout=20",
                parts.postgresUser(),
                parts.postgresPassword());
    }

    /** A build that is interrupted leaves no process behind. */
    private void closeAtExit() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.close();
        Supervisor.stop(replicas, name -> {});
        parts.close();
        for (Wire wire : wires.values()) {
            wire.close();
        }
    }
}
