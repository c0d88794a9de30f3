package io.tidemark.compute.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tidemark.compute.vm.Vm;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmProblem;
import io.tidemark.compute.vm.VmStep;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Sees to it that no step is late unseen. Looks at what the events say, so a restart forgets no deadline. */
@ApplicationScoped
public class Deadlines {
    private final VirtualMachines vms;
    private final Views views;
    private final View<ProcessRow> view;
    private final StepLimits limits;
    private final InstantSource clock = InstantSource.system();

    public Deadlines(VirtualMachines vms, Views views, View<ProcessRow> view, StepLimits limits) {
        this.vms = vms;
        this.views = views;
        this.view = view;
        this.limits = limits;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return expireIn(ProcessRow.State.waiting)
                .chain(() -> expireIn(ProcessRow.State.running))
                .chain(() -> expireIn(ProcessRow.State.compensating));
    }

    private Uni<Void> expireIn(ProcessRow.State state) {
        return views.all(view, Map.of("state", state.name())).chain(all -> InTurn.each(all, this::expireIfLate));
    }

    private Uni<Void> expireIfLate(ProcessRow row) {
        return row.waitsFor().filter(this::isLate).isPresent()
                ? expire(new VmId(row.vmId()))
                : Uni.createFrom().voidItem();
    }

    private boolean isLate(ProcessRow.Wait wait) {
        return isLate(wait.step(), wait.since());
    }

    private boolean isLate(VmStep step, Instant since) {
        return since.plus(limits.of(step)).isBefore(clock.instant());
    }

    /** The read model may be behind: what counts is the log. */
    private Uni<Void> expire(VmId id) {
        return vms.load(id).chain(loaded -> {
            StoredEvent last = loaded.last().orElseThrow();
            return expiry(loaded.state(), last)
                    .map(command -> vms.handle(id, command, cause(last)).replaceWithVoid())
                    .orElseGet(() -> Uni.createFrom().voidItem());
        });
    }

    private Optional<VmCommand> expiry(Vm state, StoredEvent last) {
        return VmStep.of(state)
                .filter(step -> isLate(step, last.recordedAt()))
                .map(step -> new VmCommand.ExpireStep(
                        Vm.epochOf(state),
                        step,
                        reason(state, step, Duration.between(last.recordedAt(), clock.instant()))));
    }

    private static Rejection reason(Vm state, VmStep step, Duration waited) {
        String after = " after " + waited.toSeconds() + " s";
        return switch (step) {
            case port -> new Rejection(VmProblem.NETWORK_DID_NOT_ANSWER, "no port" + after);
            case grants -> new Rejection(VmProblem.GRANTS_DID_NOT_COME, "granted" + after + ": " + granted(state));
            case unbinding, release -> new Rejection(VmProblem.NOT_GIVEN_BACK, "no answer" + after);
            case start, withdrawal, stop, pause, resume, restart, deletion, look ->
                new Rejection(VmProblem.NODE_DID_NOT_ANSWER, "no fact of its node" + after);
        };
    }

    private static String granted(Vm state) {
        return state instanceof Vm.Preparing s && !s.taken().isEmpty()
                ? s.taken().toString()
                : "nothing";
    }

    /** The time-out belongs to what it ends: same correlation and operation, caused by the last thing that happened. */
    private static Cause cause(StoredEvent last) {
        return new Cause(
                last.cause().correlationId(),
                last.id(),
                "system:compute-deadlines",
                last.cause().operationId(),
                last.cause().traceParent());
    }
}
