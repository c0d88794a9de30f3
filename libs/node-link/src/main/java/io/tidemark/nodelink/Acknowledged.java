package io.tidemark.nodelink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to which number Kafka has acknowledged, in a small file. It may be older than the truth or gone: then facts are compared
 * with Kafka or published once more. It is never newer than the truth. Not thread-safe.
 */
final class Acknowledged {
    private static final Pattern CONTENT = Pattern.compile("acknowledged (\\d{1,18})\n");

    private final Path file;
    private final Path fresh;
    private long number;

    Acknowledged(Path folder) throws IOException {
        file = folder.resolve("acknowledged");
        fresh = folder.resolve("acknowledged.new");
        number = Files.exists(file) ? parse(Files.readString(file)) : 0;
    }

    /** A power failure may leave the file empty or half: then nothing is known, which is safe. */
    private static long parse(String content) {
        Matcher matcher = CONTENT.matcher(content);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    long number() {
        return number;
    }

    void set(long newNumber) {
        try {
            Files.writeString(fresh, "acknowledged " + newNumber + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            number = newNumber;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note what Kafka acknowledged", e);
        }
    }
}
