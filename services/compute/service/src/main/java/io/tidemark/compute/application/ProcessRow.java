package io.tidemark.compute.application;

import io.tidemark.compute.vm.VmStep;
import io.tidemark.eventstore.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a virtual machine is, or was, in the middle of.
 *
 * @param id the operation's
 * @param kind what was asked, such as {@code create-vm}
 * @param waitsFor empty when it has ended
 * @param compensations what was taken back, in the order in which it was asked for
 * @param problem the last one; it has failed when it has ended with one
 * @param steps every event of it
 */
public record ProcessRow(
        String id,
        String kind,
        State state,
        String vmId,
        String actor,
        UUID correlationId,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Wait> waitsFor,
        List<Compensation> compensations,
        Optional<Problem> problem,
        List<Step> steps) {

    /** Where it stands; the names are the API's. */
    public enum State {
        /** Another service has to answer. */
        waiting,
        /** A node was told and is at work. */
        running,
        /** It is given up, and what was taken for it is taken back. */
        compensating,
        /** A node is late with what only it can do. */
        stuck,
        ended
    }

    /**
     * What is waited for.
     *
     * @param on services, or {@code node/<id>}
     * @param epoch of the virtual machine
     * @param attempts how often it was asked for, 1 or more
     */
    public record Wait(VmStep step, List<String> on, long epoch, Instant since, int attempts) {
        Wait lessOne(String service, Instant at) {
            return new Wait(
                    step, on.stream().filter(one -> !one.equals(service)).toList(), epoch, at, attempts);
        }

        Wait again(Instant at) {
            return new Wait(step, on, epoch, at, attempts + 1);
        }
    }

    /**
     * One thing taken back.
     *
     * @param what {@code start}, {@code port} or {@code memory}
     * @param outcome {@code confirmed} or {@code timed-out}; empty while it is waited for
     */
    public record Compensation(String what, Instant askedAt, Optional<Instant> endedAt, Optional<String> outcome) {}

    /** What went wrong. */
    public record Problem(String code, String detail) {}

    /** An event of it. */
    public record Step(String name, UUID eventId, Instant at, Optional<String> detail) {}

    public static ProcessRow begun(String kind, StoredEvent event) {
        return new ProcessRow(
                event.cause().operationId().orElseThrow().toString(),
                kind,
                State.running,
                event.stream().id(),
                event.cause().actor(),
                event.cause().correlationId(),
                event.recordedAt(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    public ProcessRow stepped(Step step) {
        return with(state, endedAt, waitsFor, compensations, problem, and(steps, step));
    }

    public ProcessRow waits(VmStep step, List<String> on, long epoch, Instant at) {
        return with(
                stateIn(step), endedAt, Optional.of(new Wait(step, on, epoch, at, 1)), compensations, problem, steps);
    }

    /** One of those that are waited for has answered. */
    public ProcessRow answeredBy(String service, Instant at) {
        return with(state, endedAt, waitsFor.map(wait -> wait.lessOne(service, at)), compensations, problem, steps);
    }

    public ProcessRow askedAgain(Instant at) {
        return waitsFor.map(wait ->
                        with(stateIn(wait.step()), endedAt, Optional.of(wait.again(at)), compensations, problem, steps))
                .orElse(this);
    }

    public ProcessRow stuck(Problem why) {
        return with(State.stuck, endedAt, waitsFor, compensations, Optional.of(why), steps);
    }

    public ProcessRow troubled(Problem why) {
        return with(state, endedAt, waitsFor, compensations, Optional.of(why), steps);
    }

    public ProcessRow undoing(String what, Instant at) {
        Compensation asked = new Compensation(what, at, Optional.empty(), Optional.empty());
        return with(state, endedAt, waitsFor, and(compensations, asked), problem, steps);
    }

    /** The compensation that is waited for, if one is, has come to its end. */
    public ProcessRow undone(String outcome, Instant at) {
        if (compensations.isEmpty() || compensations.getLast().endedAt().isPresent()) {
            return this;
        }
        List<Compensation> changed = new ArrayList<>(compensations);
        Compensation last = changed.removeLast();
        changed.add(new Compensation(last.what(), last.askedAt(), Optional.of(at), Optional.of(outcome)));
        return with(state, endedAt, waitsFor, List.copyOf(changed), problem, steps);
    }

    public ProcessRow ended(Instant at) {
        return with(State.ended, Optional.of(at), Optional.empty(), compensations, Optional.empty(), steps);
    }

    public ProcessRow failed(Problem why, Instant at) {
        return with(State.ended, Optional.of(at), Optional.empty(), compensations, Optional.of(why), steps);
    }

    public boolean hasEnded() {
        return state == State.ended;
    }

    private static State stateIn(VmStep step) {
        return switch (step) {
            case port, grants -> State.waiting;
            case start, stop, pause, resume, restart, deletion, look -> State.running;
            case withdrawal, unbinding, release -> State.compensating;
        };
    }

    private static <T> List<T> and(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    private ProcessRow with(
            State newState,
            Optional<Instant> end,
            Optional<Wait> wait,
            List<Compensation> taken,
            Optional<Problem> why,
            List<Step> all) {
        return new ProcessRow(id, kind, newState, vmId, actor, correlationId, startedAt, end, wait, taken, why, all);
    }
}
