package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.compute.vm.Vm.*;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.decider.Decision;

/** How a machine goes: into the trash, back out of it, or for good. Whichever of an undelete and a removal comes first wins. */
final class Removal {
    private Removal() {}

    private record Row(Vm state, Removing command) {}

    /** @param state of a machine that was defined */
    static Decision<VmEvent> decide(VmId id, Vm state, Removing command) {
        return switch (new Row(state, command)) {
            case Row(Stopped _, Delete c) -> accept(new VmTrashed(id, c.purgeAt()));
            case Row(Trashed _, Delete _) -> nothing();
            case Row(Stopped s, Purge _) -> remove(id, s.body());
            case Row(Trashed s, Purge _) -> remove(id, s.body());
            case Row(Trashed s, ExpireGrace(var now)) when !now.isBefore(s.purgeAt()) -> remove(id, s.body());
            case Row(Vm _, ExpireGrace _) -> nothing();

            case Row(Trashed _, Undelete _) -> accept(new VmUndeleted(id));
            case Row(Stopped _, Undelete _) -> nothing();
            case Row(Deleting _, Undelete _) ->
                reject(VmProblem.VM_BEING_REMOVED, "the removal of " + id + " has begun, too late to undelete it");
            case Row(Gone _, Undelete _) -> reject(VmProblem.VM_NOT_FOUND, id + " was removed for good");
            case Row(Vm s, Undelete _) ->
                reject(VmProblem.VM_NOT_DELETED, id + " is " + VmDecider.word(s) + ", not deleted");

            // It holds nothing, neither a disk nor a port: there is nothing to bring back.
            case Row(Broken _, Removing _) -> accept(new VmDeleted(id));
            case Row(Deleting _, Removing _), Row(Gone _, Removing _) -> nothing();
            case Row(Running _, Removing _) -> reject(VmProblem.VM_NOT_STOPPED, id + " is running");
            case Row(Vm s, Removing _) -> reject(VmProblem.VM_BUSY, id + " is " + VmDecider.word(s));
        };
    }

    /** What is asked of it can be asked again when it is back. */
    static Decision<VmEvent> isDeleted(VmId id, Trashed state) {
        return reject(
                VmProblem.VM_DELETED,
                id + " is deleted, and removed for good at " + state.purgeAt() + "; undelete it first");
    }

    /** A node that holds its disk has to remove it first. */
    private static Decision<VmEvent> remove(VmId id, Body body) {
        return body.home().isPresent()
                ? accept(new VmDeleteDirected(id, body.node(), body.epoch()))
                : accept(new VmDeleted(id));
    }
}
