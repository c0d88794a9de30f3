package io.tidemark.memorybroker.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The memory broker's part of a node: keeps the newest directive of every guest, and moves the balloon of each that runs
 * under the directive's epoch to its target.
 *
 * <p>Directives are whole states, so nothing is journaled: at a start the agent gives all of them again, then says {@link
 * #begin()}, and calls {@link #tick()} some times a second. A fact tells where each balloon arrived, once for each
 * directive in the life of a process, also when it was there already. A target that a guest cannot reach is given up after
 * a while: what it did reach becomes the balloon's target, so that the fact stays true.
 *
 * <p>Thread-safe. Questions of readiness do not wait for work in progress.
 */
public final class BalloonModule implements MemoryReadiness {
    private static final Logger LOG = System.getLogger(BalloonModule.class.getName());

    private final GuestMemory guests;
    private final BalloonFacts facts;
    private final InstantSource clock;
    private final Grants grants = new Grants();

    /** What is not told yet; a guest that is not in here is where it should be. */
    private final Map<VmId, BalloonTask> open = new HashMap<>();

    private boolean begun;

    public BalloonModule(String nodeId, GuestMemory guests, FactSink sink, InstantSource clock) {
        this.guests = guests;
        this.facts = new BalloonFacts(nodeId, sink);
        this.clock = clock;
    }

    /** Whether a directive with this key is for this module. */
    public static boolean consumes(String key) {
        return key.startsWith(GuestDirective.KEY);
    }

    /**
     * Takes a directive. An older one than the known changes nothing.
     *
     * @throws MalformedDirective when it cannot be read; nothing changed
     */
    public void accept(String key, JsonNode body, Cause cause) {
        GuestDirective directive = GuestDirective.read(key, body);
        if (grants.remember(directive)) {
            plan(directive, cause);
        }
    }

    private synchronized void plan(GuestDirective directive, Cause cause) {
        switch (directive) {
            case GuestDirective.Held held -> open.put(held.vm(), new BalloonTask(held, cause));
            case GuestDirective.Absent absent -> open.remove(absent.vm());
        }
    }

    /** Every directive of before has been given: from now on balloons are moved. */
    public synchronized void begin() {
        begun = true;
    }

    /** Looks at every balloon that is not where it should be, and takes its next step. Costs nothing when all are. */
    public synchronized void tick() {
        if (!begun) {
            return;
        }
        open.values().removeIf(this::isDone);
    }

    private boolean isDone(BalloonTask task) {
        try {
            Optional<GuestReading> reading = guests.statistics(task.directive().vm());
            if (reading.isEmpty() || reading.get().epoch() != task.directive().epoch()) {
                task.forgetProgress();
                return false;
            }
            Optional<BalloonTask.Result> result = task.step(reading.get(), guests, clock.instant());
            result.ifPresent(moved -> facts.tell(task, moved));
            return result.isPresent();
        } catch (GuestMemoryException e) {
            if (task.isNewFailure(e)) {
                LOG.log(
                        Level.WARNING,
                        "a balloon cannot be moved now, trying again: vmId={0} cause={1}",
                        task.directive().vm(),
                        e.getMessage());
            }
            return false;
        }
    }

    @Override
    public Answer readiness(VmId vm, long epoch) {
        return grants.readiness(vm, epoch);
    }

    @Override
    public CompletableFuture<Void> whenHeld(VmId vm, long epoch) {
        return grants.whenHeld(vm, epoch);
    }
}
