package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.VmId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All lanes of a node: VMs go forward side by side, each on one thread at a time. Thread-safe. */
final class VmLanes implements AutoCloseable {
    private static final Logger LOG = System.getLogger(VmLanes.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /**
     * The net under the hypervisor's events: a libvirtd that loses a guest while it reconnects tells nobody. A look costs two
     * milliseconds per VM.
     */
    private static final long LOOK_MILLIS = 5_000;

    /** A destroy in libvirt may take this long. */
    private static final long CLOSE_SECONDS = 30;

    private final VmSurroundings outside;
    private final Map<VmId, Slot> slots = new HashMap<>(); // guarded by itself
    /** Threads of the platform, not virtual ones: a call into libvirt pins its carrier for as long as it takes. */
    private final ExecutorService workers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("vm-", 0).factory());

    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("vm-alarms").factory());

    VmLanes(VmSurroundings outside) {
        this.outside = outside;
        alarms.scheduleWithFixedDelay(this::pokeAll, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void resumeAll() {
        for (JournalEntry entry : outside.journal().readAll()) {
            Slot slot = slot(entry.desired().vm());
            slot.resume(entry);
            slot.poke();
        }
    }

    void accept(VmDirective directive, Map<String, String> causedBy) {
        Slot slot = slot(directive.vm());
        slot.post(new Letter(directive, Map.copyOf(causedBy)));
        slot.poke();
    }

    void poke(VmId vm) {
        known(vm).ifPresent(Slot::poke);
    }

    void restartSeen(VmId vm) {
        known(vm).ifPresent(Slot::restartSeen);
    }

    private Optional<Slot> known(VmId vm) {
        synchronized (slots) {
            return Optional.ofNullable(slots.get(vm));
        }
    }

    void pokeAll() {
        Slot[] all;
        synchronized (slots) {
            all = slots.values().toArray(new Slot[0]);
        }
        for (Slot slot : all) {
            slot.poke();
        }
    }

    private Slot slot(VmId vm) {
        synchronized (slots) {
            return slots.computeIfAbsent(vm, Slot::new);
        }
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "a call for a VM still runs; the journal says which");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Letter(VmDirective directive, Map<String, String> causedBy) {}

    /** One VM's mailbox and lane. Its monitor guards the fields; the lane is used by the one thread that set {@code busy}. */
    private final class Slot {
        private final VmId vm;
        private final Queue<Letter> letters = new ArrayDeque<>();
        private @Nullable VmLane lane;
        private boolean busy;
        private boolean again;
        private boolean restartSeen;

        Slot(VmId vm) {
            this.vm = vm;
        }

        synchronized void resume(JournalEntry entry) {
            lane = VmLane.resume(outside, entry);
        }

        synchronized void post(Letter letter) {
            letters.add(letter);
        }

        synchronized void restartSeen() {
            restartSeen = true;
            poke();
        }

        synchronized void poke() {
            again = true;
            if (!busy) {
                try {
                    workers.execute(this::run);
                    busy = true;
                } catch (RejectedExecutionException closing) {
                    LOG.log(Level.DEBUG, "closing: vmId={0} waits for the next module", vm);
                }
            }
        }

        private void run() {
            Optional<VmLane> current = take();
            while (current.isPresent()) {
                advance(current.get()).ifPresent(this::alarm);
                current = take();
            }
        }

        /** The lane with its mail read; empty, and no longer busy, when there is nothing new. */
        private synchronized Optional<VmLane> take() {
            busy = again;
            again = false;
            if (!busy) {
                return Optional.empty();
            }
            for (Letter letter = letters.poll(); letter != null; letter = letters.poll()) {
                if (lane == null) {
                    lane = VmLane.begin(outside, letter.directive, letter.causedBy);
                } else {
                    lane.accept(letter.directive, letter.causedBy);
                }
            }
            if (restartSeen && lane != null) {
                lane.restartSeen();
            }
            restartSeen = false;
            return Optional.ofNullable(lane);
        }

        private Optional<Instant> advance(VmLane current) {
            try {
                return current.advance();
            } catch (RuntimeException e) {
                // The edge of one VM: whatever failed (a full disk, a lost outbox) must not stop the others. The
                // journal
                // says how far it came; look again.
                LOG.log(Level.ERROR, "no step forward for vmId=" + vm, e);
                return Optional.of(outside.clock().instant().plus(AFTER_FAILURE));
            }
        }

        private void alarm(Instant at) {
            long millis =
                    Math.max(0, Duration.between(outside.clock().instant(), at).toMillis());
            try {
                alarms.schedule(this::poke, millis + 1, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                LOG.log(Level.DEBUG, "closing: no alarm for vmId={0}", vm);
            }
        }
    }
}
