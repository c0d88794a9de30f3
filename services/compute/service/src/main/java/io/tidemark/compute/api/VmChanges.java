package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.application.VmRow;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmProblem;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** Writes to virtual machines that exist: access and key are checked before anything is read of the machine's events. */
@ApplicationScoped
public class VmChanges {
    private final Writes writes;
    private final View<VmRow> view;
    private final VirtualMachines vms;

    public VmChanges(Writes writes, View<VmRow> view, VirtualMachines vms) {
        this.writes = writes;
        this.view = view;
        this.vms = vms;
    }

    /** A change that takes time: answered with its operation, or with the one under way that leads there already. */
    Uni<Response> begin(VmId id, String action, String privilege, Object body, Write.Execution execution) {
        return write(
                id,
                new Write.Request(action, id.value(), body),
                privilege,
                vms.operationFor(id, action)
                        .map(operation -> Write.Reply.operation("compute", operation, action, "vm", id.value())),
                execution);
    }

    Uni<Response> write(
            VmId id, Write.Request asked, String privilege, Uni<Write.Reply> reply, Write.Execution execution) {
        return writes.performOn(
                view,
                asked,
                new Rejection(VmProblem.VM_NOT_FOUND, "no virtual machine has the id " + id),
                row -> writes.perform(new Write(asked, privilege, row.objectPath(), reply, execution)));
    }
}
