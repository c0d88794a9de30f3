package io.tidemark.launcher.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a short command of the system and takes its output. Blocking; a command that is not there exits with 127. */
public final class Command {
    /** As a shell says it. */
    private static final int NOT_FOUND = 127;

    private Command() {}

    /**
     * What a command answered.
     *
     * @param output standard output and error together
     */
    public record Result(int exit, String output) {
        public boolean ok() {
            return exit == 0;
        }

        public Stream<String> lines() {
            return output.lines().filter(line -> !line.isBlank());
        }
    }

    public static Result run(String... command) {
        return run(List.of(command));
    }

    public static Result run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(NOT_FOUND, "interrupted");
        }
    }

    /** Whether a program of this name is on the system's path. */
    public static boolean exists(String program) {
        return Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
