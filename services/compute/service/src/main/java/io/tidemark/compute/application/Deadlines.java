package io.tidemark.compute.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tidemark.compute.vm.Vm;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmProblem;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sees to it that no step waits for ever. Looks at what the events say, so a restart forgets no deadline. */
@ApplicationScoped
public class Deadlines {
    private final VirtualMachines vms;
    private final EventStore store;
    private final Views views;
    private final View<VmRow> view;
    private final Duration forGrants;
    private final Duration forNode;
    private final InstantSource clock = InstantSource.system();

    public Deadlines(
            VirtualMachines vms,
            EventStore store,
            Views views,
            View<VmRow> view,
            @ConfigProperty(name = "tidemark.compute.deadline.grants", defaultValue = "PT30S") Duration forGrants,
            @ConfigProperty(name = "tidemark.compute.deadline.node", defaultValue = "PT2M") Duration forNode) {
        this.vms = vms;
        this.store = store;
        this.views = views;
        this.view = view;
        this.forGrants = forGrants;
        this.forNode = forNode;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return expireIn("provisioning").chain(() -> expireIn("starting"));
    }

    private Uni<Void> expireIn(String state) {
        Instant latest = clock.instant().minus(forGrants);
        return views.all(view, Map.of("state", state)).chain(all -> {
            Uni<Void> chain = Uni.createFrom().voidItem();
            for (VmRow row : all) {
                if (row.updatedAt().isBefore(latest)) {
                    chain = chain.chain(() -> expire(row));
                }
            }
            return chain;
        });
    }

    private Uni<Void> expire(VmRow row) {
        VmId id = new VmId(row.id());
        Duration waited = Duration.between(row.updatedAt(), clock.instant());
        return vms.state(id)
                .chain(state -> expiry(state, waited)
                        .map(command -> cause(row)
                                .chain(cause -> vms.handle(id, command, cause))
                                .replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Optional<VmCommand> expiry(Vm state, Duration waited) {
        return switch (state) {
            case Vm.Provisioning _ ->
                Optional.of(expire(0, VmProblem.NETWORK_DID_NOT_ANSWER, "no port after " + waited.toSeconds() + " s"));
            case Vm.Preparing s ->
                Optional.of(expire(
                        s.body().epoch(),
                        VmProblem.GRANTS_DID_NOT_COME,
                        "after " + waited.toSeconds() + " s: memory "
                                + (s.memoryGranted() ? "granted" : "not granted") + ", "
                                + s.boundPorts().size() + " of 1 ports bound"));
            case Vm.Launching s
            when waited.compareTo(forNode) > 0 ->
                Optional.of(expire(
                        s.body().epoch(),
                        VmProblem.NODE_DID_NOT_ANSWER,
                        "no fact from node " + s.body().node() + " after " + waited.toSeconds() + " s"));
            case Vm.Launching _,
                    Vm.Absent _,
                    Vm.Broken _,
                    Vm.Stopped _,
                    Vm.Withdrawing _,
                    Vm.Running _,
                    Vm.Stopping _,
                    Vm.Deleting _,
                    Vm.Gone _ -> Optional.empty();
        };
    }

    private static VmCommand expire(long epoch, VmProblem problem, String detail) {
        return new VmCommand.ExpireStep(epoch, new Rejection(problem, detail));
    }

    /** The time-out belongs to what it ends: same correlation and operation, caused by the last thing that happened. */
    private Uni<Cause> cause(VmRow row) {
        return store.read(new StreamId(VirtualMachines.CATEGORY, row.id())).map(events -> {
            StoredEvent last = events.getLast();
            return new Cause(
                    last.cause().correlationId(),
                    last.id(),
                    "system:compute-deadlines",
                    last.cause().operationId(),
                    last.cause().traceParent());
        });
    }
}
