package io.tidemark.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.messaging.Mending;
import io.tidemark.messaging.ParkedKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Base of each service's {@code /parked}: events of others that it could not handle, and what operators do about them. A
 * service adds the path. A producer has slashes in its name, so keys are named in queries and bodies, not in paths.
 */
public abstract class ParkedResource {
    private static final String PATH = "/";

    private final Reads reads;
    private final Writes writes;
    private final ParkedKeys parked;
    private final Mending mending;
    private final String privileges;

    /** @param privileges the first word of the service's privileges */
    protected ParkedResource(Reads reads, Writes writes, ParkedKeys parked, Mending mending, String privileges) {
        this.reads = reads;
        this.writes = writes;
        this.parked = parked;
        this.mending = mending;
        this.privileges = privileges;
    }

    /** The events of one key that wait. */
    public record ParkedEvents(String producer, String aggregate, List<ParkedKeys.Parked> events) {}

    /**
     * What to do about one key.
     *
     * @param revision which of its events; not for a retry
     * @param reason why it is skipped or replaced; not for a retry
     * @param data the payload to handle instead; for a replacement only
     */
    public record MendRequest(
            String producer,
            String aggregate,
            Optional<Long> revision,
            Optional<String> reason,
            Optional<JsonNode> data) {

        Mending.Key key() {
            return new Mending.Key(Fields.required(producer, "producer"), Fields.required(aggregate, "aggregate"));
        }

        long revisionGiven() {
            return Fields.required(revision.orElse(null), "revision");
        }

        String reasonGiven() {
            return Fields.required(reason.filter(text -> !text.isBlank()).orElse(null), "reason");
        }

        JsonNode dataGiven() {
            return Fields.required(data.filter(JsonNode::isObject).orElse(null), "data");
        }
    }

    @GET
    public Uni<Page<ParkedKeys.ParkedKey>> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int rows = PageRequest.rows(limit);
        return permitted("parked").chain(() -> parked.page(Optional.ofNullable(cursor), rows));
    }

    @GET
    @Path("events")
    public Uni<ParkedEvents> show(@RestQuery String producer, @RestQuery String aggregate) {
        Fields.required(producer, "producer");
        Fields.required(aggregate, "aggregate");
        return permitted(producer + " " + aggregate)
                .chain(() -> parked.events(producer, aggregate))
                .map(events -> new ParkedEvents(producer, aggregate, events));
    }

    private Uni<Void> permitted(String target) {
        return reads.permit(privileges + ".parked.read", PATH, target);
    }

    /** Tries a key again now. */
    @POST
    @Path("retry")
    public Uni<Response> retry(@Nullable MendRequest sent) {
        MendRequest request = Fields.required(sent, "body");
        Mending.Key key = request.key();
        return perform("retry-parked", key, request, (cause, companions) -> mending.retry(key, cause, companions));
    }

    /** Counts an event as handled without an effect. */
    @POST
    @Path("skip")
    public Uni<Response> skip(@Nullable MendRequest sent) {
        MendRequest request = Fields.required(sent, "body");
        Mending.Key key = request.key();
        long revision = request.revisionGiven();
        String reason = request.reasonGiven();
        return perform(
                "skip-parked",
                key,
                request,
                (cause, companions) -> mending.skip(key, revision, reason, cause, companions));
    }

    /** Handles an event with a corrected payload. */
    @POST
    @Path("replace")
    public Uni<Response> replace(@Nullable MendRequest sent) {
        MendRequest request = Fields.required(sent, "body");
        Mending.Key key = request.key();
        long revision = request.revisionGiven();
        String reason = request.reasonGiven();
        String data = request.dataGiven().toString();
        return perform(
                "replace-parked",
                key,
                request,
                (cause, companions) -> mending.replace(key, revision, data, reason, cause, companions));
    }

    private Uni<Response> perform(String action, Mending.Key key, MendRequest request, Write.Execution execution) {
        return writes.perform(new Write(
                action,
                privileges + ".parked.operate",
                PATH,
                key.producer() + " " + key.aggregate(),
                request,
                Write.Reply.done(key),
                execution));
    }
}
