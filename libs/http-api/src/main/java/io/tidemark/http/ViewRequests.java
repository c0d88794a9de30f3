package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.Outcome;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.eventstore.postgres.RebuildRequests;
import io.tidemark.eventstore.postgres.RebuildRequests.RebuildRequested;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewState;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's read models for operators: how they stand, and asking that one be rebuilt. */
@ApplicationScoped
public class ViewRequests {
    private final Instance<View<?>> all;
    private final Views views;
    private final EventStore store;
    private final String service;

    public ViewRequests(
            @Any Instance<View<?>> all,
            Views views,
            EventStore store,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.all = all;
        this.views = views;
        this.store = store;
        this.service = service;
    }

    /** Every view, by name. */
    Uni<List<ViewState>> states() {
        List<ViewState> states = new ArrayList<>();
        return InTurn.each(
                        all.stream().map(View::name).sorted().toList(),
                        name -> views.state(name).invoke(state -> state.ifPresent(states::add)))
                .map(looked -> states);
    }

    Uni<ViewState> state(String name) {
        return views.state(name).map(state -> state.orElseThrow(() -> unknown(name)));
    }

    /** @throws RuntimeException {@code NOT_FOUND} when the service has no such view */
    void require(String name) {
        if (all.stream().noneMatch(view -> view.name().equals(name))) {
            throw unknown(name);
        }
    }

    private static RuntimeException unknown(String name) {
        return new Rejection(CommonProblem.NOT_FOUND, "this service has no view '" + name + "'").asException();
    }

    /** A stream of its own for each request: they never contend. */
    Uni<Outcome<String>> rebuild(String name, Cause cause, List<Companion> companions) {
        NewEvent event = new NewEvent(
                UUID.randomUUID(),
                "tidemark." + service + "." + RebuildRequests.TYPE,
                Json.write(new RebuildRequested(name)));
        StreamId stream = new StreamId("view-rebuild", UUID.randomUUID().toString());
        return store.append(new Append(List.of(new StreamWrite(stream, 0, "/", List.of(event))), cause, companions))
                .map(events -> new Outcome.Done<>(name, events));
    }
}
