package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.Vm.*;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the events say of a virtual machine beside what nodes show of it. Pure. A measurement is no fact: it never
 * changes the machine, it only tells whom to ask.
 *
 * @param recorded what the events say
 * @param shown what nodes show
 * @param ask the node that shall tell; empty when there is nobody to ask, or nothing to ask for
 */
public record Reconciliation(Verdict verdict, String recorded, String shown, Optional<NodeId> ask) {

    /** The names are the API's. */
    public enum Verdict {
        /** Both say the same, or the difference is what is under way. */
        agrees,
        /** They differ, and the node is asked. */
        differs,
        /** The node has been asked and is late. */
        overdue,
        /** Its node has not been heard of. */
        unknown
    }

    private enum Guest {
        RUNS,
        RESTS,
        MAY_DO_EITHER
    }

    /** @param seen the last measurement of each node that has told one */
    public static Reconciliation of(Vm state, List<Sighting> seen) {
        String recorded = word(state);
        Optional<Body> body = Vm.bodyOf(state);
        Optional<NodeId> home = body.flatMap(Body::home);
        Optional<Sighting> stray = seen.stream()
                .filter(one -> one.epoch().isPresent())
                .filter(one -> !home.equals(Optional.of(one.node())))
                .findFirst();
        if (stray.isPresent()) {
            return new Reconciliation(
                    Verdict.differs,
                    recorded,
                    shown(stray.get()),
                    body.map(_ -> stray.get().node()));
        }
        if (body.isEmpty() || home.isEmpty()) {
            return new Reconciliation(Verdict.agrees, recorded, "no node was told of it", Optional.empty());
        }
        return atHome(state, body.get(), recorded, seen);
    }

    private static String word(Vm state) {
        return state instanceof Vm.Running running && running.power().isPaused()
                ? "paused"
                : state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Reconciliation atHome(Vm state, Body body, String recorded, List<Sighting> seen) {
        NodeId home = body.node();
        Optional<Sighting> sighting =
                seen.stream().filter(one -> one.node().equals(home)).findFirst();
        String shown = sighting.map(Reconciliation::shown).orElse("node " + home + " was not heard of");
        if (body.asking().overdue()) {
            return new Reconciliation(Verdict.overdue, recorded, shown, Optional.of(home));
        }
        if (sighting.isEmpty()) {
            return new Reconciliation(Verdict.unknown, recorded, shown, Optional.empty());
        }
        return matches(state, body, sighting.get())
                ? new Reconciliation(Verdict.agrees, recorded, shown, Optional.empty())
                : new Reconciliation(Verdict.differs, recorded, shown, Optional.of(home));
    }

    private static boolean matches(Vm state, Body body, Sighting sighting) {
        return switch (expected(state)) {
            case RUNS -> sighting.epoch().equals(Optional.of(body.epoch()));
            case RESTS -> sighting.epoch().isEmpty();
            case MAY_DO_EITHER -> true;
        };
    }

    /** While its end is under way the guest may well run still; that it is seen no more without the fact is a difference. */
    private static Guest expected(Vm state) {
        return switch (state) {
            case Running _, Stopping _ -> Guest.RUNS;
            case Absent _, Provisioning _, Broken _, Stopped _, Compensating _, Trashed _, Gone _ -> Guest.RESTS;
            case Launching _ -> Guest.RESTS;
            case Preparing _, Withdrawing _, Deleting _ -> Guest.MAY_DO_EITHER;
        };
    }

    private static String shown(Sighting sighting) {
        return "node " + sighting.node()
                + sighting.epoch().map(epoch -> " runs it under epoch " + epoch).orElse(" does not run it");
    }
}
