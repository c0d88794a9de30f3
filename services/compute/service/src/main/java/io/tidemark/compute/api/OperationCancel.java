package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.vm.VmId;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Giving up what is under way: the same decision, whether who began it asks or an operator. */
@ApplicationScoped
public class OperationCancel {
    private final Writes writes;
    private final VirtualMachines vms;

    public OperationCancel(Writes writes, VirtualMachines vms) {
        this.writes = writes;
        this.vms = vms;
    }

    /** What is asked to be given up. */
    record Asked(String action, String privilege, String objectPath, UUID operation, String kind, VmId vm) {}

    Uni<Response> perform(Asked asked) {
        return writes.perform(new Write(
                asked.action(),
                asked.privilege(),
                asked.objectPath(),
                asked.operation().toString(),
                "",
                Write.Reply.operation(
                        "compute",
                        asked.operation(),
                        asked.kind(),
                        "vm",
                        asked.vm().value()),
                (cause, companions) -> vms.cancel(asked.vm(), asked.operation(), cause, companions)));
    }
}
