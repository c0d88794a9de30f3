package io.tidemark.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.cli.Tide;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs {@code tide} commands as a user would, each in a process of its own, and shows command and output. */
final class TideShell {
    /** How long identity's first grants may take to every service. */
    static final Duration FIRST_GRANTS = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String server;
    private final Path configuration;
    private final PrintWriter out;

    /** @param configuration where this demo's sign-ins are kept, apart from the user's own */
    TideShell(String server, Path configuration, PrintWriter out) {
        this.server = server;
        this.configuration = configuration;
        this.out = out;
    }

    /** What a command printed, standard output and standard error together, and how it ended. */
    record Ended(int exitCode, String output) {}

    /** Shows the command and its output; the demo fails when the command does. */
    void show(String user, String... command) throws IOException, InterruptedException {
        Ended ended = showAny(user, command);
        require(ended, command);
    }

    /** As {@link #show}, whatever the exit code. */
    Ended showAny(String user, String... command) throws IOException, InterruptedException {
        out.println("$ tide " + String.join(" ", command));
        out.flush();
        Ended ended = decided(user, command);
        ended.output().lines().forEach(line -> out.println("  " + line));
        out.flush();
        return ended;
    }

    /** The command's data, shown to nobody. */
    JsonNode data(String user, String... command) throws IOException, InterruptedException {
        List<String> asked = new ArrayList<>(List.of(command));
        asked.addAll(List.of("-o", "json"));
        Ended ended = decided(user, asked.toArray(String[]::new));
        require(ended, command);
        return JSON.readTree(ended.output());
    }

    /** The command's plain output, shown to nobody. */
    String text(String user, String... command) throws IOException, InterruptedException {
        Ended ended = decided(user, command);
        require(ended, command);
        return ended.output();
    }

    void login(String user, String password) throws IOException, InterruptedException {
        out.println("$ tide login --user " + user);
        Ended ended = run(user, Map.of("TIDE_PASSWORD", password), "login", "--user", user);
        require(ended, "login", "--user", user);
        ended.output().lines().forEach(line -> out.println("  " + line));
        out.flush();
    }

    /** Types a line into a guest's console. */
    void type(String user, String vm, String line) throws IOException, InterruptedException {
        Process process = start(user, Map.of(), "vm", "console", vm, "--from-byte", "0");
        try {
            process.getOutputStream().write((line + "\n\u001d\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            process.getInputStream().readAllBytes();
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Runs the command, again while access cannot be decided: on a platform's very first start identity's grants take
     * some seconds to reach every service, and until then all deny.
     */
    private Ended decided(String user, String... command) throws IOException, InterruptedException {
        return Poll.until(
                "access decision for " + user,
                FIRST_GRANTS,
                () -> Optional.of(run(user, Map.of(), command))
                        .filter(ended -> !ended.output().contains("ACCESS_UNDECIDABLE")));
    }

    private static void require(Ended ended, String... command) throws IOException {
        if (ended.exitCode() != 0) {
            throw new IOException("'tide " + String.join(" ", command) + "' ended with " + ended.exitCode() + ": "
                    + ended.output().strip());
        }
    }

    private Ended run(String user, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Process process = start(user, environment, command);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private Process start(String user, Map<String, String> environment, String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Tide.class.getName()));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("XDG_CONFIG_HOME", configuration.toString());
        builder.environment().put("TIDE_SERVER", server);
        builder.environment().put("TIDE_PROFILE", user);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
