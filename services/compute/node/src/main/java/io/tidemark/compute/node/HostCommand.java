package io.tidemark.compute.node;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a host command, without a shell, to its end or to its time limit. Immutable.
 *
 * @param words the command and its arguments, each passed as it is
 * @param limit after which the command is killed
 */
public record HostCommand(List<String> words, Duration limit) {
    /** Long enough for every command that only touches local state, also on a loaded host. */
    private static final Duration USUAL = Duration.ofSeconds(30);

    private static final File NOTHING = new File("/dev/null");

    public static HostCommand of(String... words) {
        return new HostCommand(List.of(words), USUAL);
    }

    public HostCommand within(Duration other) {
        return new HostCommand(words, other);
    }

    /** Runs it; output and errors come as one text. A command that is not there answers exit 127. */
    public Result run() {
        Stopwatch watch = new Stopwatch(words.getFirst(), String.join(" ", words.subList(1, words.size())));
        try {
            Path output = Files.createTempFile("tidemark", ".out");
            try {
                Process process = new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectInput(NOTHING)
                        .redirectOutput(output.toFile())
                        .start();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                String text =
                        Files.readString(output, StandardCharsets.ISO_8859_1).strip();
                int exit = ended ? process.exitValue() : Result.TIMED_OUT;
                return new Result(exit, text, watch.ended(exit == 0 ? Action.OK : "exit " + exit));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Result(Result.NOT_FOUND, String.valueOf(e.getMessage()), watch.ended("not started"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(Result.TIMED_OUT, "interrupted", watch.ended("interrupted"));
        }
    }

    /**
     * How a command ended.
     *
     * @param exit 0 is success; {@value #NOT_FOUND} the command could not be started, {@value #TIMED_OUT} it ran out of time
     * @param output what it printed, without leading and trailing white space
     * @param action for the causal trace
     */
    public record Result(int exit, String output, Action action) {
        static final int NOT_FOUND = 127;
        static final int TIMED_OUT = 124;

        public boolean ok() {
            return exit == 0;
        }

        /** The last line that the command printed: where tools say why they failed. */
        public String lastLine() {
            return output.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((a, b) -> b)
                    .orElse("exit " + exit);
        }
    }
}
