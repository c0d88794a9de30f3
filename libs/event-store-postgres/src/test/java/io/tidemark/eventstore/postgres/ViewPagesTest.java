package io.tidemark.eventstore.postgres;

import static io.tidemark.eventstore.postgres.EventLoop.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ViewPagesTest {
    private static final Cause CAUSE = Cause.spontaneous(UUID.randomUUID(), "test");

    @Inject
    PostgresEventStore store;

    @Inject
    Views views;

    @Inject
    ThingView things;

    @Test
    void callers_inside_the_service_get_every_row_once_however_many_pages_there_are() {
        int more = 2 * ViewQuery.LARGEST_PAGE + 1;
        List<StreamWrite> writes = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            String id = UUID.randomUUID().toString();
            NewEvent event = new NewEvent(UUID.randomUUID(), "tidemark.test.thing.happened.v1", "{}");
            writes.add(new StreamWrite(new StreamId("many", id), 0, "/things/" + id, List.of(event)));
        }
        List<StoredEvent> appended = await(store.append(new Append(writes, CAUSE, List.of())));
        await(views.await(things, await(views.positionOf(appended)).orElseThrow()));

        List<String> all = await(views.all(things, Map.of())).stream()
                .map(ThingView.Thing::id)
                .toList();

        assertThat(all)
                .doesNotHaveDuplicates()
                .containsAll(writes.stream().map(write -> write.stream().id()).toList());
    }
}
