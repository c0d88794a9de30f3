package io.tidemark.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of a host command to its end. */
final class Tool {
    private Tool() {}

    /**
     * @param missing what to say when the command is not there
     * @throws IOException in one line, when it is missing or fails
     */
    static String run(String missing, List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(command.getFirst() + " is missing: " + missing, e);
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                String reason = output.lines().reduce((a, b) -> b).orElse("it printed nothing");
                throw new IOException(command.getFirst() + " failed with exit " + exit + ": " + reason);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
