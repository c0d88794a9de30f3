package io.tidemark.faults.replica;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What writers tried and what they were told, one line each, handed to the kernel in one piece before anything else
 * happens: a killed process leaves it whole. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    private static final String TRIED = "tried";
    private static final String TOLD = "told";

    private final OutputStream file;

    public Journal(Path path) {
        try {
            file = new FileOutputStream(path.toFile(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To be written before the attempt is made. */
    public void tried(Attempt attempt) {
        String events = attempt.events().stream().map(UUID::toString).collect(Collectors.joining(","));
        line(
                TRIED,
                attempt.id().toString(),
                Long.toString(attempt.run()),
                attempt.key().toString(),
                Boolean.toString(attempt.doomed()),
                events);
    }

    public void told(UUID attempt, Answer answer) {
        line(TOLD, attempt.toString(), answer.name());
    }

    private synchronized void line(String... words) {
        try {
            file.write((String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in the file: each attempt with what was told about it; {@link Answer#UNKNOWN} when nothing was. */
    public static Map<Attempt, Answer> read(Path path) throws IOException {
        Map<UUID, Attempt> attempts = new LinkedHashMap<>();
        Map<UUID, Answer> answers = new LinkedHashMap<>();
        for (String line : Files.exists(path) ? Files.readAllLines(path) : List.<String>of()) {
            String[] words = line.split(" ", -1);
            UUID attempt = UUID.fromString(words[1]);
            switch (words[0]) {
                case TRIED -> attempts.put(attempt, attempt(attempt, words));
                case TOLD -> answers.put(attempt, Answer.valueOf(words[2]));
                default -> throw new IOException("no line of a journal: " + line);
            }
        }
        Map<Attempt, Answer> read = new LinkedHashMap<>();
        attempts.forEach((id, attempt) -> read.put(attempt, answers.getOrDefault(id, Answer.UNKNOWN)));
        return read;
    }

    private static Attempt attempt(UUID id, String[] words) {
        List<UUID> events = new ArrayList<>();
        Arrays.stream(words[5].split(",")).map(UUID::fromString).forEach(events::add);
        return new Attempt(
                Long.parseLong(words[2]), id, UUID.fromString(words[3]), Boolean.parseBoolean(words[4]), events);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
