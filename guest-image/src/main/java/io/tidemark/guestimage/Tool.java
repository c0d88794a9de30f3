package io.tidemark.guestimage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Runs one tool of the host to its end, with standard error and output read as one text. */
final class Tool {
    private Tool() {}

    /**
     * @param purpose what the tool was to achieve, for the error line: "the tiny image cannot be [purpose]"
     * @return what the tool printed
     * @throws ImageUnavailable when it is not there or fails
     */
    static String run(Path folder, String purpose, String... command) throws IOException {
        Result result = attempt(folder, command)
                .orElseThrow(() -> new ImageUnavailable(
                        "the tiny image cannot be " + purpose + ": this host has no " + command[0]));
        if (result.exit != 0) {
            throw new ImageUnavailable("the tiny image cannot be " + purpose + ": " + command[0] + " failed with exit "
                    + result.exit + ": " + result.lastLine());
        }
        return result.output;
    }

    /** Empty when the host has no such tool. */
    static Optional<Result> attempt(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            return Optional.empty();
        }
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(new Result(process.waitFor(), text));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command[0] + " ran", e);
        }
    }

    record Result(int exit, String output) {
        String lastLine() {
            return output.lines()
                    .filter(line -> line.startsWith("E: "))
                    .findFirst()
                    .or(() -> output.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b))
                    .orElse("it printed nothing");
        }
    }
}
