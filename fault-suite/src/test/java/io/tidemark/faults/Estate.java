package io.tidemark.faults;

import static org.awaitility.Awaitility.await;

import io.tidemark.launcher.EmbeddedParts;
import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Secrets;
import io.tidemark.launcher.home.Trees;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL, Kafka, two ledgers and two mirrors of the suite's own, each a process that the suite may kill and that the
 * platform's supervisor starts again. Every replica reaches PostgreSQL over a {@link Wire} of its own, and the replicas
 * of one service reach Kafka over one.
 */
final class Estate implements AutoCloseable {
    static final List<String> LEDGERS = List.of("ledger-0", "ledger-1");
    static final List<String> MIRRORS = List.of("mirror-0", "mirror-1");

    private static final String MODULE = "fault-suite";
    private static final int HEAP_MEBIBYTES = 160;
    private static final Duration START = Duration.ofMinutes(3);

    /** Ports of parts that this estate does not have. */
    private static final Map<String, Integer> DOORS = Map.of("ledger", Ports.CONSOLE, "mirror", Ports.KEYCLOAK);

    private static final Set<String> STORES = Set.of(PostgresPart.NAME, KafkaPart.NAME);

    private final Home home;
    private final Ports ports;
    private final Map<String, Wire> wires = new HashMap<>();
    private final Map<String, Wire> doors = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final Supervisor supervisor;
    private boolean closed;

    private Estate(Home home, Ports ports, List<String> names) {
        this.home = home;
        this.ports = ports;
        parts.add(new PostgresPart(home, ports, new Secrets(home), false));
        parts.add(kafkaPart());
        for (String name : names) {
            wires.put(name, new Wire(ports.at(Ports.POSTGRES)));
            parts.add(replica(name));
        }
        supervisor = new Supervisor(parts, states -> {});
    }

    static Estate start() throws IOException, InterruptedException, TimeoutException, SQLException {
        return start(Stream.concat(LEDGERS.stream(), MIRRORS.stream()).toList());
    }

    /** With these replicas only. */
    static Estate start(List<String> replicas)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        Home home = EmbeddedParts.temporaryHome();
        home.create();
        Estate estate = new Estate(home, Ports.free(), replicas);
        Runtime.getRuntime().addShutdownHook(new Thread(estate::closeAtExit));
        estate.supervisor.start();
        estate.awaitReady(STORES);
        estate.elsewhere().execute("create database faults_ledger");
        estate.elsewhere().execute("create database faults_mirror");
        estate.awaitReady();
        return estate;
    }

    private Part kafkaPart() {
        Map<Integer, Wire> byPort = new HashMap<>();
        DOORS.forEach((service, door) -> {
            Wire wire = new Wire(ports.at(door));
            doors.put(service, wire);
            byPort.put(ports.at(door), wire);
        });
        return new WiredKafka(new KafkaPart(home, ports, Clone.find()), byPort);
    }

    private Part replica(String name) {
        int port = ports.at(Ports.IDENTITY) + wires.size();
        return new JvmPart(home, Clone.find(), name, MODULE, port, HEAP_MEBIBYTES, Set.of(), () -> settings(name));
    }

    private Map<String, String> settings(String name) {
        String service = service(name);
        return Map.of(
                "TIDEMARK_SERVICE",
                service,
                "TIDEMARK_POSTGRES_PORT",
                Integer.toString(wire(name).port()),
                "TIDEMARK_POSTGRES_USER",
                PostgresPart.SUPERUSER,
                "TIDEMARK_POSTGRES_PASSWORD",
                new Secrets(home).postgres(),
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + door(service).port(),
                "TIDEMARK_INTAKE_TOPICS",
                service.equals("mirror") ? "tidemark[.]ledger[.]events[.]v1" : "nothing",
                "FAULTS_JOURNAL",
                journal(name).toString());
    }

    private static String service(String replica) {
        return replica.substring(0, replica.indexOf('-'));
    }

    void awaitReady() {
        awaitReady(parts.stream().map(Part::name).collect(Collectors.toSet()));
    }

    void awaitReady(Set<String> names) {
        await("every part serves")
                .atMost(START)
                .until(() -> states().filter(state -> names.contains(state.name()))
                        .allMatch(state -> state.phase() == PartState.Phase.READY));
    }

    /** Stops a part, has something done to it while it does nothing, and kills it with all its children: it starts anew. */
    void killAfter(String part, Deed deed) throws IOException {
        stop(part);
        List<ProcessHandle> family = Stream.concat(process(part).descendants(), Stream.of(process(part)))
                .toList();
        deed.accomplish();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().join());
    }

    /** What is done to a stopped part. */
    interface Deed {
        void accomplish() throws IOException;
    }

    private Stream<PartState> states() {
        return supervisor.states().stream();
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

    /** The network between Kafka and all replicas of a service. */
    Wire door(String service) {
        Wire door = doors.get(service);
        if (door == null) {
            throw new IllegalArgumentException("no service: " + service);
        }
        return door;
    }

    Home home() {
        return home;
    }

    Path journal(String writer) {
        return home.root().resolve(writer + ".journal");
    }

    Path logs() {
        return home.logs();
    }

    URI http(String replica) {
        return parts.stream()
                .filter(part -> part.name().equals(replica))
                .map(part -> URI.create("http://127.0.0.1:" + part.port()))
                .findFirst()
                .orElseThrow();
    }

    String kafka() {
        return "127.0.0.1:" + ports.at(Ports.KAFKA);
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
                "jdbc:postgresql://127.0.0.1:" + ports.at(Ports.POSTGRES) + "/",
                name,
                PostgresPart.SUPERUSER,
                new Secrets(home).postgres());
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
        Supervisor.stop(parts, name -> {});
        for (Wire wire :
                Stream.concat(wires.values().stream(), doors.values().stream()).toList()) {
            wire.close();
        }
        Trees.delete(home.root());
    }
}
