package io.tidemark.launcher.part;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs one of the programs that make a part's data, and takes it along when the thread is interrupted. */
final class Preparation {
    private Preparation() {}

    /**
     * @param log takes the output
     * @throws IOException if the program does not end with 0; the message names the log
     */
    static void run(String purpose, List<String> command, String input, Path directory, Path log)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        int exit = await(process);
        if (exit != 0) {
            throw new IOException(purpose + " failed with " + exit + ": see " + log);
        }
    }

    private static int await(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }
}
