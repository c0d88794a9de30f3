package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.operations.Operation;
import io.tidemark.operations.OperationView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Prefer: wait=<seconds>} (RFC 7240): answers when the operation has ended, or after that time. */
@ApplicationScoped
public class OperationWait {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Instance<OperationView> view;
    private final Views views;

    public OperationWait(Instance<OperationView> view, Views views) {
        this.view = view;
        this.views = views;
    }

    /** The operation as it stands then; empty when the caller does not want to wait. */
    Uni<Optional<Operation>> untilEnded(UUID id, Optional<String> prefer) {
        Optional<Duration> wait = prefer.map(WAIT::matcher)
                .filter(Matcher::find)
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))));
        if (wait.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Duration bounded = wait.get().compareTo(LONGEST) > 0 ? LONGEST : wait.get();
        return look(id, Instant.now().plus(bounded));
    }

    private Uni<Optional<Operation>> look(UUID id, Instant deadline) {
        return views.get(view.get(), id.toString(), Optional.empty()).chain(row -> {
            Optional<Operation> operation = row.map(Views.Row::body);
            if (operation.filter(Operation::hasEnded).isPresent()
                    || Instant.now().isAfter(deadline)) {
                return Uni.createFrom().item(operation);
            }
            return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN).chain(() -> look(id, deadline));
        });
    }
}
