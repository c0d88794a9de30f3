package io.tidemark.launcher;

import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Secrets;
import io.tidemark.launcher.home.Trees;
import io.tidemark.launcher.part.KafkaPart;
import io.tidemark.launcher.part.KeycloakPart;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.PartCatalogue;
import io.tidemark.launcher.part.PostgresPart;
import io.tidemark.launcher.process.PartState;
import io.tidemark.launcher.process.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL, Kafka and Keycloak for tests: real ones, on free ports, in a temporary home that {@link #close} removes.
 * They are kept running while this object is open.
 */
public final class EmbeddedParts implements AutoCloseable {
    public static final Set<String> ALL = Set.of(PostgresPart.NAME, KafkaPart.NAME, KeycloakPart.NAME);

    private final Home home;
    private final Ports ports;
    private final List<Part> parts;
    private final Supervisor supervisor;

    private EmbeddedParts(Home home, Ports ports, List<Part> parts) {
        this.home = home;
        this.ports = ports;
        this.parts = parts;
        this.supervisor = new Supervisor(parts, states -> {});
    }

    /** All three, in a new temporary home. */
    public static EmbeddedParts start() throws IOException, InterruptedException, TimeoutException {
        return start(temporaryHome(), Ports.free(), ALL);
    }

    /**
     * Starts the named parts and waits until they serve.
     *
     * @throws TimeoutException if that takes more than three minutes; the message says which part is at fault
     */
    public static EmbeddedParts start(Home home, Ports ports, Set<String> names)
            throws IOException, InterruptedException, TimeoutException {
        return start(home, ports, names, false);
    }

    /** The same with a PostgreSQL whose commits wait for the disk, as a platform's do: for measurements. */
    public static EmbeddedParts startDurable(Home home, Ports ports, Set<String> names)
            throws IOException, InterruptedException, TimeoutException {
        return start(home, ports, names, true);
    }

    private static EmbeddedParts start(Home home, Ports ports, Set<String> names, boolean durable)
            throws IOException, InterruptedException, TimeoutException {
        home.create();
        List<Part> parts = PartCatalogue.infrastructure(home, ports, Clone.find(), durable).stream()
                .filter(part -> names.contains(part.name()))
                .toList();
        EmbeddedParts embedded = new EmbeddedParts(home, ports, parts);
        embedded.supervisor.start();
        try {
            embedded.awaitReady(Duration.ofMinutes(3));
        } catch (TimeoutException e) {
            embedded.close();
            throw e;
        }
        return embedded;
    }

    /** A new directory that ordinary users may pass through. */
    public static Home temporaryHome() throws IOException {
        Path directory = Files.createTempDirectory("tidemark-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Home(directory);
    }

    public void awaitReady(Duration limit) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (!states().stream().allMatch(state -> state.phase() == PartState.Phase.READY)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("not ready after " + limit + ": " + states() + ", logs in " + home.root());
            }
            Thread.sleep(50);
        }
    }

    public List<PartState> states() {
        return supervisor.states();
    }

    public Home home() {
        return home;
    }

    public String postgresHost() {
        return "127.0.0.1";
    }

    public int postgresPort() {
        return ports.at(Ports.POSTGRES);
    }

    public String postgresUser() {
        return PostgresPart.SUPERUSER;
    }

    public String postgresPassword() {
        return new Secrets(home).postgres();
    }

    /** Kafka's bootstrap servers. */
    public String kafka() {
        return "127.0.0.1:" + ports.at(Ports.KAFKA);
    }

    /** Keycloak's own address; the issuer is below it at {@code /realms/tidemark}. */
    public URI keycloak() {
        return URI.create(ports.url(Ports.KEYCLOAK));
    }

    /** Where a console gateway would be: the address that the realm sends sign-ins back to. */
    public URI console() {
        return URI.create(ports.url(Ports.CONSOLE));
    }

    /** The secret of the client {@code tidemark-identity}. */
    public String identitySecret() {
        return new Secrets(home).identityClient();
    }

    /** Stops the parts and removes the home. */
    @Override
    public void close() throws IOException {
        supervisor.close();
        Supervisor.stop(parts, name -> {});
        Trees.delete(home.root());
    }
}
