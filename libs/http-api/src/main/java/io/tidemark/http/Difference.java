package io.tidemark.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.RowChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of an object between two moments, and by which events.
 *
 * @param from the position looked at first
 * @param to the position looked at last
 * @param changes between the two, by field; what was changed and changed back is not among them
 * @param events that changed the object, oldest first, also those that another undid
 * @param next the {@code from} to ask with for the events that were too many for one answer
 */
public record Difference(
        String id, long from, long to, List<Change> changes, List<Event> events, Optional<String> next) {
    /**
     * A field that changed.
     *
     * @param field its name, after those of the objects that it is within and a dot
     * @param before absent when the field was not there
     * @param after absent when the field is not there any more
     */
    @Schema(requiredProperties = "field")
    public record Change(
            String field,
            @Schema(implementation = Object.class) Optional<JsonNode> before,
            @Schema(implementation = Object.class) Optional<JsonNode> after) {}

    /**
     * An event that changed the object.
     *
     * @param fields that it changed
     */
    public record Event(
            UUID id, String type, Instant time, long position, String actor, UUID correlationId, List<String> fields) {

        static Event of(RowChanges.Event event, List<Change> changes) {
            return new Event(
                    event.id(),
                    event.type(),
                    event.time(),
                    event.position(),
                    event.actor(),
                    event.correlationId(),
                    changes.stream().map(Change::field).toList());
        }
    }

    /** Field by field into objects; a list counts as one value. Absent rows have no fields. */
    static List<Change> between(Optional<?> before, Optional<?> after) {
        List<Change> changes = new ArrayList<>();
        compare("", tree(before), tree(after), changes);
        return changes;
    }

    private static JsonNode tree(Optional<?> row) {
        return row.map(body -> Json.tree(Json.write(body))).orElse(MissingNode.getInstance());
    }

    private static void compare(String name, JsonNode before, JsonNode after, List<Change> changes) {
        boolean inside = name.isEmpty() || (before.isObject() && after.isObject());
        if (!inside) {
            if (!before.equals(after)) {
                changes.add(new Change(name, present(before), present(after)));
            }
            return;
        }
        TreeSet<String> fields = new TreeSet<>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            compare(name.isEmpty() ? field : name + "." + field, before.path(field), after.path(field), changes);
        }
    }

    private static Optional<JsonNode> present(JsonNode value) {
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }
}
