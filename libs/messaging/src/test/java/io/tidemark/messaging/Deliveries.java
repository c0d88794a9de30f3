package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.Inbox;
import io.tidemark.messaging.OtherService.Event;
import io.tidemark.messaging.ParkedKeys.Parked;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What tests of the intake ask: an event of the other service, what it led to, and what is parked. */
@ApplicationScoped
class Deliveries {
    private final Topics topics;
    private final EventStore store;
    private final Inbox inbox;
    private final ParkedKeys parked;

    Deliveries(Topics topics, EventStore store, Inbox inbox, ParkedKeys parked) {
        this.topics = topics;
        this.store = store;
        this.inbox = inbox;
        this.parked = parked;
    }

    Event plain(String aggregate, long revision) {
        return event(aggregate, revision, "plain");
    }

    Event event(String aggregate, long revision, String behaviour) {
        return Event.counted(topics.events("other"), aggregate, revision, behaviour);
    }

    static String aggregate() {
        return UUID.randomUUID().toString();
    }

    void awaitEffects(String aggregate, Long... revisions) {
        eventually().untilAsserted(() -> assertThat(effects(aggregate)).containsExactly(revisions));
    }

    void awaitHandled(String aggregate, long revision) {
        eventually()
                .untilAsserted(() -> assertThat(await(inbox.handled(OtherService.SOURCE, aggregate)))
                        .isEqualTo(revision));
    }

    List<Long> effects(String aggregate) {
        return await(store.read(Counting.stream(aggregate))).stream()
                .map(event -> Json.read(event.json(), Counting.Counted.class).revision())
                .toList();
    }

    List<Parked> parked(String aggregate) {
        return await(parked.events(OtherService.SOURCE, aggregate));
    }
}
