package io.tidemark.operations;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The read model of operations. */
@ApplicationScoped
public class OperationView implements View<Operation> {
    private final OperationSteps steps;

    public OperationView(OperationSteps steps) {
        this.steps = steps;
    }

    @Produces
    @ApplicationScoped
    Follower operationFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "operation";
    }

    @Override
    public Class<Operation> type() {
        return Operation.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return event.cause().operationId().map(UUID::toString);
    }

    @Override
    public @Nullable Operation evolve(@Nullable Operation current, StoredEvent event) {
        @Nullable Operation operation = current;
        for (Progress progress : steps.of(event)) {
            operation = apply(operation, progress, event);
        }
        return operation;
    }

    private static @Nullable Operation apply(@Nullable Operation operation, Progress progress, StoredEvent event) {
        Instant at = event.recordedAt();
        if (operation == null) {
            return progress instanceof Progress.Began began ? begin(began, event, at) : null;
        }
        if (operation.hasEnded()) {
            return operation;
        }
        return switch (progress) {
            case Progress.Began ignored -> operation;
            case Progress.Stepped(String name, int percent, String detail) ->
                operation.stepped(step(name, at, detail), Math.clamp(percent, operation.percent(), 99));
            case Progress.Succeeded(String step) ->
                operation.stepped(step(step, at, ""), 99).ended(Operation.State.succeeded, Optional.empty(), at);
            case Progress.Failed(String code, String detail) ->
                operation.ended(Operation.State.failed, Optional.of(new Operation.Problem(code, detail)), at);
        };
    }

    private static Operation begin(Progress.Began began, StoredEvent event, Instant at) {
        return Operation.started(
                event.cause().operationId().orElseThrow(),
                began.kind(),
                new Operation.Target(began.targetKind(), began.targetId()),
                event.cause().actor(),
                event.cause().correlationId(),
                at);
    }

    private static Operation.Step step(String name, Instant at, String detail) {
        return new Operation.Step(name, at, detail.isEmpty() ? Optional.empty() : Optional.of(detail));
    }
}
