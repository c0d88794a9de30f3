package io.tidemark.compute.node.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.compute.node.BootId;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainChange;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import java.time.InstantSource;
import java.util.Map;

/**
 * The node side of virtual machines: takes compute's directives, makes the guests so, and tells facts. Directives may
 * come repeatedly and out of date; what the journal knows already changes nothing. A guest survives this module's end, and
 * the next one takes it up again. Thread-safe.
 */
public final class VmModule implements AutoCloseable {
    private static final String KEY = "compute/vm/";

    private final VmLanes lanes;
    private final Hypervisor.Subscription changes;

    private VmModule(VmSurroundings outside) {
        this.lanes = new VmLanes(outside);
        this.changes = outside.hypervisor().listen(this::changed);
    }

    /**
     * Takes up everything that the journal holds: running guests are adopted, and those that are gone are told as stopped.
     * Starts that were pending wait for {@code ports} and {@code memory} again.
     *
     * @param nodeId as facts name this node
     * @param ports tells when it may know more by {@link #wake()}
     * @param memory tells when it may know more by {@link #wake()}
     */
    public static VmModule start(
            NodeHome home,
            String nodeId,
            Hypervisor hypervisor,
            VmDisks disks,
            PortReadiness ports,
            MemoryReadiness memory,
            FactSink facts) {
        VmSurroundings outside = new VmSurroundings(
                hypervisor,
                new FileJournal(home.journal().resolve("vm")),
                disks,
                ports,
                memory,
                new VmFacts(nodeId, facts),
                InstantSource.system(),
                BootId.ofThisHost());
        VmModule module = new VmModule(outside);
        module.lanes.resumeAll();
        return module;
    }

    /**
     * Takes one directive; returns at once, before anything is done about it.
     *
     * @param key {@code compute/vm/<vmId>}
     * @param json the whole desired state; a JSON null (a compacted-away key) is taken for nothing
     * @param headers of the message, kept for the facts that it leads to
     * @throws MalformedDirective when it cannot be understood: park it
     */
    public void accept(String key, JsonNode json, Map<String, String> headers) {
        if (json.isNull() || json.isMissingNode()) {
            return;
        }
        VmDirective directive = DirectiveJson.read(json);
        if (!key.equals(KEY + directive.vm())) {
            throw new MalformedDirective("the key " + key + " is not about the VM " + directive.vm());
        }
        lanes.accept(directive, headers);
    }

    /** Says that a port or a reservation may have become ready. Cheap. */
    public void wake() {
        lanes.pokeAll();
    }

    private void changed(DomainChange change) {
        switch (change) {
            case DomainChange.Started(VmId vm) -> lanes.poke(vm);
            case DomainChange.Stopped(VmId vm, var _) -> lanes.poke(vm);
            case DomainChange.Halted(VmId vm) -> lanes.poke(vm);
            case DomainChange.Restarted(VmId vm) -> lanes.restartSeen(vm);
            case DomainChange.Reachable() -> lanes.pokeAll();
            case DomainChange.Unreachable() -> {}
        }
    }

    /** Stops acting; guests run on. Waits for steps under way. Idempotent. */
    @Override
    public void close() {
        changes.close();
        lanes.close();
    }
}
