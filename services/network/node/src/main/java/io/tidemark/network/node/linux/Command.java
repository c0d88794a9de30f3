package io.tidemark.network.node.linux;

import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program.
 *
 * @param arguments the program's path and its arguments
 * @param input what it reads; empty for nothing
 */
record Command(List<String> arguments, String input) {
    /** None of our programs has work for more than a fraction of a second; one that hangs must not hang the agent. */
    private static final long LONGEST_SECONDS = 20;

    /** What came of it; both streams whole. */
    record Result(int exitCode, String output, String errors) {
        boolean succeeded() {
            return exitCode == 0;
        }

        /** The first lines that the program complained with. */
        String complaint() {
            String text =
                    errors.isBlank() ? "exit code " + exitCode : errors.strip().replace('\n', ' ');
            return text.length() > 300 ? text.substring(0, 300) + "..." : text;
        }
    }

    /** Runs it to its end. A program that takes too long is killed and counts as failed. */
    Result run() {
        try {
            ProcessBuilder builder = new ProcessBuilder(arguments);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            Thread feeder = Thread.startVirtualThread(() -> feed(process));
            var errors = new StringBuilder();
            Thread complaints = Thread.startVirtualThread(() -> errors.append(drain(process.errorReader())));
            Thread guard = Thread.startVirtualThread(() -> endInTime(process));
            String output = drain(process.inputReader());
            int exitCode = process.waitFor();
            complaints.join();
            feeder.join();
            guard.interrupt();
            return new Result(exitCode, output, errors.toString());
        } catch (IOException e) {
            throw new DataplaneException(Category.COMMAND_FAILED, "cannot run " + arguments.getFirst() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + arguments.getFirst() + " ran", e);
        }
    }

    private void feed(Process process) {
        try (OutputStream sink = process.getOutputStream()) {
            sink.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program ended before it read all: its exit code and its complaint say why.
            return;
        }
    }

    private static String drain(BufferedReader reader) {
        try (reader) {
            return reader.readAllAsString();
        } catch (IOException e) {
            return "";
        }
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
