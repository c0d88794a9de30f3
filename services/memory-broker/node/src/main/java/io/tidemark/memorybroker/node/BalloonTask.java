package io.tidemark.memorybroker.node;

import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One directive about one balloon, until it is fulfilled. Not thread-safe. */
final class BalloonTask {
    private final GuestDirective.Held directive;
    private final Cause cause;
    private final List<Action> actions = new ArrayList<>();
    private @Nullable BalloonMove move;
    private String failure = "";

    /** Where a balloon ended, and what was done for it. */
    record Result(MemorySize actual, List<Action> actions) {}

    BalloonTask(GuestDirective.Held directive, Cause cause) {
        this.directive = directive;
        this.cause = cause;
    }

    GuestDirective.Held directive() {
        return directive;
    }

    Cause cause() {
        return cause;
    }

    /** The guest is not there (yet): whatever was asked of one before it does not count. */
    void forgetProgress() {
        move = null;
    }

    /** The first step asks the guest; the later ones look how far it is. A result ends the task. */
    Optional<Result> step(GuestReading reading, GuestMemory guests, Instant now) {
        MemorySize actual = reading.actual();
        boolean evident = reading.reported().isPresent();
        if (move == null) {
            set(guests, directive.target());
            move = new BalloonMove(directive.target(), actual, evident, now);
        }
        return switch (move.look(actual, evident, now)) {
            case BalloonMove.Look.StillMoving still -> {
                move = still.now();
                yield Optional.empty();
            }
            case BalloonMove.Look.Arrived arrived -> Optional.of(result(arrived.actual()));
            case BalloonMove.Look.Unreachable unreachable -> {
                set(guests, unreachable.actual());
                yield Optional.of(result(unreachable.actual()));
            }
        };
    }

    private Result result(MemorySize actual) {
        return new Result(actual, List.copyOf(actions));
    }

    private void set(GuestMemory guests, MemorySize target) {
        try {
            actions.add(guests.setTarget(directive.vm(), target));
        } catch (GuestMemoryException e) {
            e.action()
                    .filter(action -> actions.isEmpty() || !isSameFailure(action))
                    .ifPresent(actions::add);
            throw e;
        }
    }

    /** A failure that repeats itself is told once, or a libvirt that is away for a day would fill the fact. */
    private boolean isSameFailure(Action action) {
        return actions.getLast().outcome().equals(action.outcome());
    }

    boolean isNewFailure(GuestMemoryException e) {
        String before = failure;
        failure = String.valueOf(e.getMessage());
        return !failure.equals(before);
    }
}
