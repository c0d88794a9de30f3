package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.hypervisor.DomainChange;
import io.tidemark.compute.node.hypervisor.Hypervisor.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Tells changes to everybody who listens, in order, on one thread of its own. Thread-safe. */
final class Listeners implements AutoCloseable {
    private final List<Consumer<DomainChange>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService teller = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("domain-changes").factory());

    Subscription add(Consumer<DomainChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(DomainChange change) {
        try {
            teller.execute(() -> listeners.forEach(listener -> listener.accept(change)));
        } catch (RejectedExecutionException closed) {
            // Nobody listens to a closed hypervisor any more.
        }
    }

    @Override
    public void close() {
        teller.shutdown();
    }
}
