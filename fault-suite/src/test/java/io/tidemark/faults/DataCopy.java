package io.tidemark.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a store had on its disk at one moment, copied while its processes were stopped, as a snapshot of the disk is. */
record DataCopy(Estate estate, String part, Path copy) {
    /** The store goes on afterwards. */
    static DataCopy take(Estate estate, String part) throws IOException {
        estate.stop(part);
        try {
            return copy(estate, part);
        } finally {
            estate.resume(part);
        }
    }

    private static DataCopy copy(Estate estate, String part) throws IOException {
        Path copy = estate.home().data(part + ".copy");
        run("cp", "-a", estate.home().data(part).toString(), copy.toString());
        return new DataCopy(estate, part, copy);
    }

    /** The store is killed and comes back as it was when the copy was taken. */
    void putBack() throws IOException {
        estate.killAfter(part, () -> {
            lose(estate, part);
            Files.move(copy, estate.home().data(part));
        });
    }

    /** The store is killed, and comes back from a copy of the very state that it had. */
    static void move(Estate estate, String part) throws IOException {
        estate.killAfter(part, () -> {
            DataCopy copy = copy(estate, part);
            lose(estate, part);
            Files.move(copy.copy(), estate.home().data(part));
        });
    }

    /** The store is killed and comes back with an empty disk. */
    static void lose(Estate estate, String part) throws IOException {
        Path lost = estate.home().data(part + ".lost");
        run("rm", "-rf", lost.toString());
        Files.move(estate.home().data(part), lost);
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }
}
