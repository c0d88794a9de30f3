package io.tidemark.launcher.build;

import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.home.KeycloakDistribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds a clone with its own Maven, without tests. */
public final class Build {
    /** Maven's announcement of a module, e.g. {@code [INFO] Building Tidemark: audit 0.1.0-SNAPSHOT [7/24]}. */
    private static final Pattern MODULE = Pattern.compile(".*Building (.*) \\S+-SNAPSHOT +\\[([0-9]+/[0-9]+)]");

    private final Clone clone;

    public Build(Clone clone) {
        this.clone = clone;
    }

    /** What the sources are now. */
    public String sources() throws IOException {
        return SourceDigest.of(clone.root());
    }

    /** Whether the last build that ended well was of these sources. */
    public boolean isDone(String sources) throws IOException {
        return Files.exists(mark()) && Files.readString(mark()).equals(sources);
    }

    public boolean isKeycloakReady() {
        return Files.isDirectory(clone.root().resolve("launcher/target/keycloak"))
                && KeycloakDistribution.isBuilt(clone.keycloak());
    }

    public void prepareKeycloak() throws IOException, InterruptedException {
        KeycloakDistribution.build(clone.keycloak());
    }

    /**
     * Builds these modules and what they need.
     *
     * @param progress hears the name of each module as it begins
     * @throws IOException if Maven fails; the message names the log
     */
    public void run(String sources, List<String> modules, Consumer<String> progress)
            throws IOException, InterruptedException {
        Files.createDirectories(mark().getParent());
        Files.deleteIfExists(mark());
        int exit = maven(progress, log(), "-B", "package", "-DskipTests", "-am", "-pl", String.join(",", modules));
        if (exit != 0) {
            throw new IOException("the build failed: see " + log());
        }
        Files.writeString(mark(), sources);
    }

    /** Runs Maven in the clone and copies its output to a file. */
    public int maven(Consumer<String> progress, Path log, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(clone.root().resolve("mvnw").toString()));
        command.addAll(List.of(arguments));
        Process maven = new ProcessBuilder(command)
                .directory(clone.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(log))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(line);
                Matcher module = MODULE.matcher(line);
                if (module.matches()) {
                    progress.accept(module.group(2) + " " + module.group(1));
                }
            }
        }
        return maven.waitFor();
    }

    private Path mark() {
        return clone.root().resolve("target/tide-built");
    }

    private Path log() {
        return clone.root().resolve("target/tide-build.log");
    }
}
