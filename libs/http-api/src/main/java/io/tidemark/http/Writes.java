package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.authz.Authorizer;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.Outcome;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.CompanionRows;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.ProblemCode;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Every write goes through here: access first, then the idempotency key, then the decision. A refusal is recorded
 * before it is told. A dry run takes the same way, is told what would be appended, and leaves nothing behind; only that
 * access was denied to it is recorded, as of any read.
 */
@ApplicationScoped
public class Writes {
    static final String KEY_HEADER = "Idempotency-Key";
    static final String POSITION_HEADER = "Tidemark-Position";
    private static final int LONGEST_KEY = 200;

    private final Caller caller;
    private final Authorizer authorizer;
    private final Refusals refusals;
    private final CompanionRows answers;
    private final Views views;
    private final OperationWait operations;

    public Writes(
            Caller caller,
            Authorizer authorizer,
            Refusals refusals,
            CompanionRows answers,
            Views views,
            OperationWait operations) {
        this.caller = caller;
        this.authorizer = authorizer;
        this.refusals = refusals;
        this.answers = answers;
        this.views = views;
        this.operations = operations;
    }

    public Uni<Response> perform(Write write) {
        Optional<Rejection> denied = authorizer.refusal(caller.subject(), write.privilege(), write.objectPath());
        if (denied.isPresent()) {
            return refuse(write, denied.get());
        }
        Optional<String> key = key();
        if (key.isEmpty()) {
            return refuse(
                    write,
                    new Rejection(
                            CommonProblem.IDEMPOTENCY_KEY_MISSING,
                            KEY_HEADER + " has 1 to " + LONGEST_KEY + " characters"));
        }
        String hash = hash(write.asked());
        return answers.answer(caller.subject(), key.get())
                .chain(known -> known.isPresent()
                        ? repeat(write, known.get(), hash)
                        : write.reply().chain(reply -> execute(write, reply, key.get(), hash)));
    }

    /**
     * A write to what a view shows. When that is gone, the same request is told the answer that it got before: often it
     * was the one that removed it.
     *
     * @param missing what any other request is refused with then
     */
    public <T> Uni<Response> performOn(
            View<T> view, Write.Request asked, Rejection missing, Function<Views.Row<T>, Uni<Response>> perform) {
        return views.get(view, asked.target(), Optional.empty())
                .chain(row -> row.isPresent() ? perform.apply(row.get()) : answerBefore(asked, missing));
    }

    private Uni<Response> answerBefore(Write.Request asked, Rejection missing) {
        Uni<Optional<Companion.IdempotencyRecord>> before = key().map(key -> answers.answer(caller.subject(), key))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return before.chain(known -> known.filter(record -> record.bodyHash().equals(hash(asked)))
                .map(this::again)
                .orElseGet(() -> Uni.createFrom().failure(missing.asException())));
    }

    private Optional<String> key() {
        return caller.header(KEY_HEADER).filter(value -> value.length() <= LONGEST_KEY);
    }

    private Uni<Response> execute(Write write, Write.Reply reply, String key, String hash) {
        Cause cause = caller.cause(reply.operationId());
        String accepted = Json.write(reply.body().apply(cause));
        Companion companion = caller.dryRun() ? new Companion.DryRun() : record(reply, accepted, key, hash, cause);
        return write.execution()
                .run(cause, List.of(companion))
                .chain(outcome -> switch (outcome) {
                    case Outcome.Refused<?>(Rejection reason) -> refusedOrRepeated(write, key, hash, reason);
                    case Outcome.Done<?>(Object ignored, List<StoredEvent> events) ->
                        done(write, reply, accepted, events);
                })
                .onFailure(AppendConflict.DryRun.class)
                .recoverWithItem(tried -> told(DryRun.of(reply, (AppendConflict.DryRun) tried)))
                .onFailure(AppendConflict.KeyUsed.class)
                .recoverWithUni(() ->
                        answers.answer(caller.subject(), key).chain(known -> repeat(write, known.orElseThrow(), hash)));
    }

    private Companion record(Write.Reply reply, String accepted, String key, String hash, Cause cause) {
        return new Companion.IdempotencyRecord(
                caller.subject(),
                key,
                hash,
                reply.status(),
                reply.location().orElse(""),
                accepted,
                cause.correlationId());
    }

    private Uni<Response> done(Write write, Write.Reply reply, String accepted, List<StoredEvent> events) {
        if (caller.dryRun()) {
            throw new IllegalStateException("the dry run of " + write.asked().action() + " was not told to the store");
        }
        return answer(reply, accepted, events);
    }

    private static Response told(DryRun dryRun) {
        return Response.ok(Json.write(dryRun), MediaType.APPLICATION_JSON).build();
    }

    /** What this request's twin has done since the key was looked for is no reason to refuse: then it is a repeat. */
    private Uni<Response> refusedOrRepeated(Write write, String key, String hash, Rejection reason) {
        return answers.answer(caller.subject(), key)
                .chain(known -> known.isPresent() ? repeat(write, known.get(), hash) : refuse(write, reason));
    }

    private Uni<Response> answer(Write.Reply reply, String accepted, List<StoredEvent> events) {
        Uni<Optional<Long>> position =
                events.isEmpty() ? Uni.createFrom().item(Optional.empty()) : views.positionOf(events);
        return position.chain(
                reached -> respond(reply.status(), reply.location(), accepted, reply.operationId(), reached));
    }

    /** The same request again: the same answer, and nothing happens twice. */
    private Uni<Response> repeat(Write write, Companion.IdempotencyRecord known, String hash) {
        if (!known.bodyHash().equals(hash)) {
            return refuse(
                    write,
                    new Rejection(
                            CommonProblem.IDEMPOTENCY_KEY_REUSED,
                            "key '" + known.key() + "' belongs to another request"));
        }
        return again(known);
    }

    private Uni<Response> again(Companion.IdempotencyRecord known) {
        if (caller.dryRun()) {
            return Uni.createFrom().item(told(DryRun.repeat(known.status())));
        }
        Optional<UUID> operationId = known.status() == 202
                ? Optional.of(UUID.fromString(
                        Json.tree(known.responseJson()).get("id").asText()))
                : Optional.empty();
        return respond(
                known.status(),
                Optional.of(known.location()).filter(location -> !location.isEmpty()),
                known.responseJson(),
                operationId,
                Optional.empty());
    }

    private Uni<Response> respond(
            int status, Optional<String> location, String json, Optional<UUID> operationId, Optional<Long> position) {
        Response.ResponseBuilder response = Response.status(status).type(MediaType.APPLICATION_JSON);
        location.ifPresent(value -> response.header("Location", value));
        position.ifPresent(value -> response.header(POSITION_HEADER, value));
        if (operationId.isEmpty()) {
            return Uni.createFrom().item(response.entity(json).build());
        }
        return operations
                .untilEnded(operationId.get(), caller.header("Prefer"))
                .map(ended -> ended.map(Json::write).orElse(json))
                .map(body -> response.entity(body).build());
    }

    private Uni<Response> refuse(Write write, Rejection reason) {
        return refuse(write.asked().action(), write.asked().target(), write.objectPath(), reason);
    }

    /** Refuses a write, for whoever knows that it must be before it can be performed. Fails always. */
    public Uni<Response> refuse(String action, String target, String objectPath, Rejection reason) {
        return recorded(action, target, objectPath, reason)
                .chain(() -> Uni.createFrom().failure(reason.asException()));
    }

    private Uni<Void> recorded(String action, String target, String objectPath, Rejection reason) {
        if (!caller.dryRun()) {
            return refusals.record(caller.cause(Optional.empty()), action, target, objectPath, reason);
        }
        return reason.code().category() == ProblemCode.Category.NOT_ALLOWED
                ? refusals.record(caller.cause(Optional.empty()), "dry-run-" + action, target, objectPath, reason)
                : Uni.createFrom().voidItem();
    }

    private static String hash(Write.Request asked) {
        try {
            String text = asked.action() + "\n" + asked.target() + "\n" + Json.write(asked.body());
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
