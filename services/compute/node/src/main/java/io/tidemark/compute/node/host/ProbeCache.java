package io.tidemark.compute.node.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Results of trials that take long, kept for as long as kernel, QEMU and processor stay what they are. A file that cannot be
 * read counts as none.
 *
 * @param identity of what the results depend on
 */
record ProbeCache(Path file, String identity) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Optional<Map<String, TrialBoot>> read() {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            if (!json.path("identity").asText().equals(identity)) {
                return Optional.empty();
            }
            Map<String, TrialBoot> results = new TreeMap<>();
            json.path("results")
                    .properties()
                    .forEach(r -> results.put(
                            r.getKey(),
                            new TrialBoot(
                                    r.getValue().path("succeeded").asBoolean(),
                                    r.getValue().path("words").asText())));
            return Optional.of(results);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    void write(Map<String, TrialBoot> results) {
        ObjectNode json = JSON.createObjectNode();
        json.put("identity", identity);
        ObjectNode all = json.putObject("results");
        results.forEach((name, trial) ->
                all.putObject(name).put("succeeded", trial.succeeded()).put("words", trial.words()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException("the probe's results cannot be kept in " + file, e);
        }
    }
}
