package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import java.util.List;

/** What this node tells of a VM. Told at least once; a repeat says the same and changes nothing. */
sealed interface Fact {
    record Running(long epoch, List<Action> actions) implements Fact {}

    record Stopped(long epoch, StopCause cause, List<Action> actions) implements Fact {}

    record StartFailed(long epoch, String code, String detail, List<Action> actions) implements Fact {}

    record Absent(long epoch) implements Fact {}
}
