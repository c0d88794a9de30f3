package io.tidemark.compute.node.hypervisor;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.VmId;
import io.tidemark.units.MemorySize;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs guests on this host. One VM has at most one domain, known by the VM's id; a domain exists exactly while it runs.
 * Domains of other owners are listed and never touched.
 *
 * <p>Implementations are thread-safe. Calls block, never retry by themselves, and throw {@link HypervisorException}; the
 * answer of a mutating call is the {@link Action} for the causal trace. Every sentence here is a test in the contract suite.
 */
public interface Hypervisor extends AutoCloseable {
    /**
     * Starts a guest under an epoch and returns once it runs. The domain carries VM id and epoch in its metadata from its
     * first moment on.
     *
     * @throws HypervisorException REFUSED when the VM has a domain already, under whatever epoch, or when the guest cannot
     *     be started; UNREACHABLE leaves open whether it starts
     */
    Action start(DomainSpec spec, long epoch);

    /**
     * Stops a guest. {@link StopMode#FORCED} returns when the domain is gone. {@link StopMode#GRACEFUL} returns when the
     * power button is pressed; a guest that still boots may not notice, so press again.
     *
     * @throws HypervisorException ABSENT when the VM has no domain
     */
    Action stop(VmId vm, StopMode mode);

    /**
     * Stops the guest where it is: its processors do nothing until {@link #resume}. Idempotent.
     *
     * @throws HypervisorException ABSENT when the VM has no domain
     */
    Action pause(VmId vm);

    /**
     * Lets a guest that stands still go on from where it was, whoever or whatever stopped it. Idempotent.
     *
     * @throws HypervisorException ABSENT when the VM has no domain
     */
    Action resume(VmId vm);

    /**
     * Lets the guest begin anew within its domain. {@link StopMode#FORCED} returns when it has lost everything that it did
     * not write to disk. {@link StopMode#GRACEFUL} returns when the power button is pressed; when the guest has shut itself
     * down it begins anew, and {@link DomainChange.Restarted} is told. Not idempotent.
     *
     * @throws HypervisorException ABSENT when the VM has no domain; UNREACHABLE leaves open whether it begins anew
     */
    Action restart(VmId vm, StopMode mode);

    /**
     * Makes sure that the VM has no domain, by force, and that nothing the hypervisor kept for it remains, {@link #trace}
     * included. Idempotent. Console logs and disks are not the hypervisor's and stay.
     */
    Action remove(VmId vm);

    /** The VM's domain, if there is one. */
    Optional<OwnDomain> find(VmId vm);

    /** Every domain of the host: those of this platform apart from all others. */
    Inventory list();

    /** What is known of a past start of this VM under this epoch; answers without the hypervisor being reachable. */
    RunTrace trace(VmId vm, long epoch);

    /**
     * Asks the guest to shrink or grow to this amount. Returns when the request stands; the guest follows in its own time.
     *
     * @param target capped to the memory at boot
     * @throws HypervisorException ABSENT when the VM has no domain
     */
    Action setBalloon(VmId vm, MemorySize target);

    /**
     * The newest memory statistics; guests report every second.
     *
     * @throws HypervisorException ABSENT when the VM has no domain
     */
    MemoryReading memory(VmId vm);

    /**
     * Tells of changes to domains of this platform from now on, in order, on a thread of the hypervisor's own that the
     * listener must not block for long. A change that falls into a time when the hypervisor was not reachable, or was just
     * coming back, may never be told: look now and then.
     *
     * @return closing it ends the telling
     */
    Subscription listen(Consumer<DomainChange> listener);

    /** Ends this connection; guests run on. Idempotent. */
    @Override
    void close();

    /** Ends what was begun with {@link #listen}. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
