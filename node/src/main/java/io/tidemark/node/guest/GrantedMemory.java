package io.tidemark.node.guest;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.vm.MemoryReadiness;
import io.tidemark.memorybroker.node.MemoryReadiness.Answer;

/** Compute's view of memory grants, through the memory broker's module. */
public final class GrantedMemory implements MemoryReadiness {
    private final io.tidemark.memorybroker.node.MemoryReadiness broker;

    public GrantedMemory(io.tidemark.memorybroker.node.MemoryReadiness broker) {
        this.broker = broker;
    }

    @Override
    public boolean isHeld(VmId vm, long epoch) {
        return broker.readiness(new io.tidemark.memorybroker.node.VmId(vm.value()), epoch) instanceof Answer.Held;
    }
}
