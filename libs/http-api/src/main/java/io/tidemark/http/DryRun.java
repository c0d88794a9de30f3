package io.tidemark.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamWrite;
import java.util.List;

/**
 * What a write would do. Ids and times that a request makes up are made up anew when it is done; all else holds for as
 * long as what it was decided on does.
 *
 * @param wouldAnswer the HTTP status that the write would answer
 * @param repeats whether the Idempotency-Key has its answer already, so that nothing would happen
 * @param appends what would be appended, all or nothing
 */
public record DryRun(int wouldAnswer, boolean repeats, List<Appended> appends) {

    /**
     * What one stream would get.
     *
     * @param stream {@code kind/id}
     * @param revision the revision that was decided on; 0 when there is no such stream yet
     * @param objectPath where the object would stand in the inventory tree
     * @param events in their order; none when it would stay as it is
     */
    public record Appended(String stream, long revision, String objectPath, List<Event> events) {}

    /** An event. @param data its payload, with personal values sealed as everywhere */
    public record Event(String type, JsonNode data) {}

    static DryRun of(Write.Reply reply, AppendConflict.DryRun tried) {
        return new DryRun(
                reply.status(),
                false,
                tried.writes().stream().map(DryRun::appended).toList());
    }

    static DryRun repeat(int status) {
        return new DryRun(status, true, List.of());
    }

    private static Appended appended(StreamWrite write) {
        return new Appended(
                write.stream().toString(),
                write.expectedRevision(),
                write.objectPath(),
                write.events().stream().map(DryRun::event).toList());
    }

    private static Event event(NewEvent event) {
        return new Event(event.type(), Json.tree(event.json()));
    }
}
