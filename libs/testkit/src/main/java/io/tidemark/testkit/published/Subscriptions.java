package io.tidemark.testkit.published;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.RepositoryFiles;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who receives what, as {@code event-schemas/subscriptions.json} says it; {@link ConsumerContract} holds each service to
 * its line. {@value #EVERYTHING} stands for every event and every fact.
 */
public final class Subscriptions {
    public static final String EVERYTHING = "*";

    private final PublishedLanguage language;
    private final TreeMap<String, Set<String>> byPart = new TreeMap<>();

    public Subscriptions(PublishedLanguage language) {
        this.language = language;
        JsonNode file = Json.tree(RepositoryFiles.read(language.root().resolve("subscriptions.json")));
        file.properties().forEach(part -> {
            Set<String> types = new TreeSet<>();
            part.getValue().forEach(type -> types.add(type.asText()));
            byPart.put(part.getKey(), types);
        });
    }

    public Set<String> parts() {
        return byPart.keySet();
    }

    /** As written, {@value #EVERYTHING} included; empty for a part that receives nothing. */
    public Set<String> typesOf(String part) {
        return byPart.getOrDefault(part, Set.of());
    }

    /** The published versions that a part receives. */
    public List<PublishedVersion> versionsOf(String part) {
        Set<String> types = typesOf(part);
        return language.versions().stream()
                .filter(version -> types.contains(version.type())
                        || types.contains(EVERYTHING)
                                && Flow.of(version).isLogged()
                                && !version.part().equals(part))
                .toList();
    }

    /** Who receives that type, in alphabetical order. */
    public List<String> receiversOf(String type) {
        return byPart.keySet().stream()
                .filter(part -> versionsOf(part).stream()
                        .anyMatch(version -> version.type().equals(type)))
                .toList();
    }
}
