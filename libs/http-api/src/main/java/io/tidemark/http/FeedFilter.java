package io.tidemark.http;

import io.tidemark.eventstore.StoredEvent;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which events a feed is about. */
public class FeedFilter {
    private static final String REST = "*";

    @Parameter(
            description =
                    "Only these event types, separated by commas; one that ends with * stands for all that begin so.",
            example = "tidemark.compute.vm.*")
    @QueryParam("types")
    public @Nullable String types;

    @Parameter(description = "Only events about the aggregate with this id.")
    @QueryParam("subject")
    public @Nullable String subject;

    boolean wants(StoredEvent event) {
        return given(subject).map(event.stream().id()::equals).orElse(true)
                && given(types).map(names -> isOneOf(event.type(), names)).orElse(true);
    }

    private static boolean isOneOf(String type, String names) {
        List<String> asked = Arrays.stream(names.split(",")).map(String::strip).toList();
        return asked.stream()
                .anyMatch(name -> name.endsWith(REST)
                        ? type.startsWith(name.substring(0, name.length() - REST.length()))
                        : type.equals(name));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
