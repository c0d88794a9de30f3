package io.tidemark.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something asked for that takes time.
 *
 * @param kind what was asked, such as {@code create-vm}
 * @param percent 0 to 100; 100 only when ended
 * @param actor the opaque id of who asked
 * @param problem why it failed, when it did
 */
public record Operation(
        UUID id,
        String kind,
        State state,
        int percent,
        Target target,
        String actor,
        List<Step> steps,
        Optional<Problem> problem,
        UUID correlationId,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** Where it stands; the names are the API's. */
    public enum State {
        running,
        succeeded,
        failed
    }

    /** What it works on. */
    public record Target(String kind, String id) {}

    /** A step that was taken. */
    public record Step(String name, Instant at, Optional<String> detail) {}

    /** Why it failed. */
    public record Problem(String code, String detail) {}

    /** One of which nothing but its beginning is known. */
    public static Operation started(UUID id, String kind, Target target, String actor, UUID correlationId, Instant at) {
        return new Operation(
                id,
                kind,
                State.running,
                0,
                target,
                actor,
                List.of(),
                Optional.empty(),
                correlationId,
                at,
                Optional.empty());
    }

    Operation stepped(Step step, int newPercent) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Operation(
                id, kind, state, newPercent, target, actor, more, problem, correlationId, startedAt, endedAt);
    }

    Operation ended(State how, Optional<Problem> why, Instant at) {
        return new Operation(
                id,
                kind,
                how,
                how == State.succeeded ? 100 : percent,
                target,
                actor,
                steps,
                why,
                correlationId,
                startedAt,
                Optional.of(at));
    }

    public boolean hasEnded() {
        return state != State.running;
    }
}
