package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainChange;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.FakeHypervisor;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.hypervisor.Inventory;
import io.tidemark.compute.node.hypervisor.MemoryReading;
import io.tidemark.compute.node.hypervisor.OwnDomain;
import io.tidemark.compute.node.hypervisor.RunTrace;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.units.MemorySize;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Lets the process die before or after an effect, when chance says so. */
record Crashing(BooleanSupplier chance) {
    /** The death of the process, as far as a test can die. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    void around(Runnable effect) {
        around(() -> {
            effect.run();
            return true;
        });
    }

    <T> T around(Supplier<T> effect) {
        maybe();
        T result = effect.get();
        maybe();
        return result;
    }

    private void maybe() {
        if (chance.getAsBoolean()) {
            throw new Crash();
        }
    }

    /**
     * The same host through a process that may die around each mutating call, and while a start is under way.
     *
     * @param restarted hears the mode of every restart that is asked for
     * @param asked hears the epoch of every start that is asked for
     */
    Hypervisor hypervisor(FakeHypervisor host, LongConsumer asked, Consumer<StopMode> restarted) {
        return new Hypervisor() {
            @Override
            public Action start(DomainSpec spec, long epoch) {
                asked.accept(epoch);
                if (chance.getAsBoolean()) {
                    host.startUnheard(spec, epoch);
                    throw new Crash();
                }
                return around(() -> host.start(spec, epoch));
            }

            @Override
            public Action stop(VmId vm, StopMode mode) {
                return around(() -> host.stop(vm, mode));
            }

            @Override
            public Action pause(VmId vm) {
                return around(() -> host.pause(vm));
            }

            @Override
            public Action resume(VmId vm) {
                return around(() -> host.resume(vm));
            }

            @Override
            public Action restart(VmId vm, StopMode mode) {
                restarted.accept(mode);
                return around(() -> host.restart(vm, mode));
            }

            @Override
            public Action remove(VmId vm) {
                return around(() -> host.remove(vm));
            }

            @Override
            public Optional<OwnDomain> find(VmId vm) {
                return host.find(vm);
            }

            @Override
            public Inventory list() {
                return host.list();
            }

            @Override
            public RunTrace trace(VmId vm, long epoch) {
                return host.trace(vm, epoch);
            }

            @Override
            public Action setBalloon(VmId vm, MemorySize target) {
                return host.setBalloon(vm, target);
            }

            @Override
            public MemoryReading memory(VmId vm) {
                return host.memory(vm);
            }

            @Override
            public Subscription listen(Consumer<DomainChange> listener) {
                return host.listen(listener);
            }

            @Override
            public void close() {
                host.close();
            }
        };
    }
}
