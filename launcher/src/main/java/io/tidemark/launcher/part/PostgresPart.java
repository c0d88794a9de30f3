package io.tidemark.launcher.part;

import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Secrets;
import io.tidemark.launcher.home.Trees;
import io.tidemark.launcher.host.Command;
import io.tidemark.launcher.host.ProcFs;
import io.tidemark.launcher.host.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One PostgreSQL server with a database for each service and one for Keycloak.
 *
 * @param durable false only for tests, which lose nothing of worth: commits then do not wait for the disk
 */
public record PostgresPart(Home home, Ports plan, Secrets secrets, boolean durable) implements Part {
    public static final String NAME = "postgres";
    public static final String SUPERUSER = "postgres";
    public static final String KEYCLOAK_DATABASE = "keycloak";

    public static final List<String> DATABASES = List.of(
            "tidemark_compute",
            "tidemark_network",
            "tidemark_memory_broker",
            "tidemark_identity",
            "tidemark_audit",
            KEYCLOAK_DATABASE);

    /** Five services with pools of some twenty connections, Keycloak, and room for people. */
    private static final int CONNECTIONS = 250;

    private static final String SERVER = "postgres";

    /** Told to quit, a child ends at once, unless its disk holds it. */
    private static final Duration ORPHANS = Duration.ofSeconds(10);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public int port() {
        return plan.at(Ports.POSTGRES);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        PostgresUser user = new PostgresUser();
        user.ensure();
        PostgresBinaries binaries = new PostgresBinaries(home);
        binaries.unpack();
        if (!Files.exists(data())) {
            initialize(user, binaries);
        }
        endOrphans();
        removeStaleLock();
    }

    /** Everything is made in a directory beside the real one, so half of it is never taken for whole. */
    private void initialize(PostgresUser user, PostgresBinaries binaries) throws IOException, InterruptedException {
        Path fresh = data().resolveSibling("postgres.new");
        Trees.delete(fresh);
        Files.createDirectories(fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
        user.own(fresh);
        Path password = passwordFile(user);
        feed(
                user.running(List.of(
                        binaries.program("initdb").toString(),
                        "-D",
                        fresh.toString(),
                        "-U",
                        SUPERUSER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + password,
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync",
                        "--no-instructions")),
                "");
        Files.delete(password);
        StringBuilder sql = new StringBuilder();
        DATABASES.forEach(
                database -> sql.append("CREATE DATABASE ").append(database).append(";\n"));
        String postgres = binaries.program("postgres").toString();
        feed(user.running(List.of(postgres, "--single", "-D", fresh.toString(), "postgres")), sql.toString());
        Files.move(fresh, data());
    }

    /** For initdb, which runs as the other user: readable by him alone, and gone a moment later. */
    private Path passwordFile(PostgresUser user) throws IOException {
        Path file = Files.createTempFile(
                home.run(),
                "postgres",
                ".password",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secrets.postgres() + "\n");
        user.own(file);
        return file;
    }

    private void feed(List<String> command, String input) throws IOException, InterruptedException {
        Preparation.run("making PostgreSQL's databases", command, input, home.root(), log());
    }

    /**
     * A child of a server that was killed may be busy for hours before it looks for its parent, and beside it PostgreSQL
     * refuses to start. What it has not committed it never could.
     */
    private void endOrphans() throws IOException {
        for (RunningProcess orphan : ProcFs.workingIn(data().toRealPath(), SERVER)) {
            Command.run("kill", "-QUIT", Long.toString(orphan.pid()));
            if (!orphan.awaitEnd(ORPHANS)) {
                throw new IOException("a process of the last PostgreSQL still runs: " + orphan.pid());
            }
        }
    }

    /**
     * After a reboot the number in the lock file may belong to a stranger, and PostgreSQL would wait for him for ever.
     */
    private void removeStaleLock() throws IOException {
        Path lock = data().resolve("postmaster.pid");
        if (Files.exists(lock)) {
            long pid = Files.readAllLines(lock).stream()
                    .findFirst()
                    .filter(line -> line.matches("[0-9]+"))
                    .map(Long::parseLong)
                    .orElse(0L);
            if (!SERVER.equals(ProcFs.name(pid))) {
                Files.delete(lock);
            }
        }
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                new PostgresBinaries(home).program("postgres").toString(), "-D", signature(), "-p", "" + port()));
        Map.of(
                        "listen_addresses", "127.0.0.1",
                        "unix_socket_directories", "",
                        "max_connections", "" + CONNECTIONS,
                        "shared_buffers", "64MB",
                        "jit", "off",
                        "fsync", durable ? "on" : "off",
                        "log_line_prefix", "%m %d ")
                .forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return new PostgresUser().running(command);
    }

    /** The data directory: two servers cannot share one. */
    @Override
    public String signature() {
        return data().toString();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Path workingDirectory() {
        return home.root();
    }

    @Override
    public Path log() {
        return home.log(NAME);
    }

    @Override
    public boolean isReady() {
        return Probes.postgres(port());
    }

    /** PostgreSQL's "fast shutdown": clients are cut off, what they committed stays. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public Duration stopGrace() {
        return Duration.ofSeconds(30);
    }

    private Path data() {
        return home.data(NAME);
    }
}
