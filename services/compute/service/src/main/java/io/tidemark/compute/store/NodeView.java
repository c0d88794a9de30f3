package io.tidemark.compute.store;

import io.tidemark.compute.application.ComputeEvents;
import io.tidemark.compute.application.NodeRow;
import io.tidemark.compute.fleet.NodeEvent;
import io.tidemark.compute.fleet.NodeEvent.*;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of nodes. */
@ApplicationScoped
public class NodeView implements View<NodeRow> {
    @Produces
    @ApplicationScoped
    Follower nodeFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "node";
    }

    @Override
    public Class<NodeRow> type() {
        return NodeRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return ComputeEvents.NODE.knows(event.type())
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public @Nullable NodeRow evolve(@Nullable NodeRow row, StoredEvent stored) {
        NodeEvent event = ComputeEvents.NODE.decode(stored.type(), stored.json());
        if (event instanceof NodeRegistered e) {
            return new NodeRow(
                    e.nodeId().value(),
                    e.hostname(),
                    e.cpus(),
                    e.memoryBytes().bytes(),
                    row == null ? "reachable" : row.state(),
                    e.capabilities(),
                    row == null ? List.of() : row.foreignDomains(),
                    e.consoleAddress());
        }
        if (row == null) {
            throw new IllegalStateException(stored.type() + " of " + stored.stream() + " before its registration");
        }
        return switch (event) {
            case NodeRegistered _ -> row;
            case NodeUnreachable _ -> row.in("unreachable");
            case NodeReachable _ -> row.in("reachable");
            case NodeDomainsObserved e -> row.seeing(e.foreignDomains());
        };
    }
}
