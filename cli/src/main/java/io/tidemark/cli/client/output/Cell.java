package io.tidemark.cli.client.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.function.Function;

/** What one column shows of one item: text for people, empty when there is nothing to show. Pure. */
@FunctionalInterface
public interface Cell {
    /** @param now for relative ages */
    String of(JsonNode item, Instant now);

    static Cell text(String field) {
        return (item, now) -> Json.text(item, field);
    }

    static Cell size(String field) {
        return (item, now) ->
                item.path(field).isNumber() ? Words.size(item.path(field).asLong()) : "";
    }

    static Cell age(String field) {
        return (item, now) -> {
            String time = Json.text(item, field);
            try {
                return time.isEmpty() ? "" : Words.age(Duration.between(Instant.parse(time), now));
            } catch (DateTimeException unusual) {
                return time;
            }
        };
    }

    static Cell percent(String field) {
        return (item, now) -> item.path(field).isNumber() ? item.path(field).asInt() + " %" : "";
    }

    /** The code and detail of a {@code problem} field. */
    static Cell problem() {
        return (item, now) -> {
            JsonNode problem = item.path("problem");
            String detail = Json.text(problem, "detail");
            String code = Json.text(problem, "code");
            return detail.isEmpty() ? code : detail + " [" + code + "]";
        };
    }

    /** Every element of an array field, rendered and joined. */
    static Cell each(String field, String separator, Function<JsonNode, String> element) {
        return (item, now) -> {
            StringJoiner joined = new StringJoiner(separator);
            item.path(field).forEach(entry -> joined.add(element.apply(entry)));
            return joined.toString();
        };
    }

    static Cell computed(Function<JsonNode, String> value) {
        return (item, now) -> value.apply(item);
    }
}
