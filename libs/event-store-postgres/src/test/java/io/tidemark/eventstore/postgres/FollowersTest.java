package io.tidemark.eventstore.postgres;

import static io.tidemark.eventstore.postgres.EventLoop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How followers share the way along the log. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(MasterKeyParts.class)
class FollowersTest {
    @Inject
    EventStore store;

    @Inject
    Views views;

    @Inject
    ThingView things;

    @Inject
    FussyView fussy;

    @Inject
    Picking picking;

    @Inject
    DataSource jdbc;

    @Test
    void a_read_model_that_fails_holds_up_only_itself() {
        StreamId stream = new StreamId("thing", UUID.randomUUID().toString());
        fussy.refuse(stream.toString());
        long refused = append(stream, 0, "thing.made.v1", 1);

        await(views.await(things, refused));
        long later = append(new StreamId("thing", UUID.randomUUID().toString()), 0, "thing.made.v1", 1);
        await(views.await(things, later));
        assertThat(checkpoint("view:fussy")).isLessThan(refused);

        fussy.takeAll();
        await().atMost(Duration.ofSeconds(20)).until(() -> checkpoint("view:fussy") >= later);
        assertThat(await(views.get(fussy, stream.id(), Optional.empty()))).isPresent();
    }

    @Test
    void a_read_model_far_behind_holds_up_no_other() {
        long last = append(new StreamId("thing", UUID.randomUUID().toString()), 0, "thing.made.v1", 3000);
        await(views.await(things, last));
        execute("update checkpoint set position = 0 where follower = 'view:fussy'");

        long next = append(new StreamId("thing", UUID.randomUUID().toString()), 0, "thing.made.v1", 1);

        await(views.await(things, next));
        await().atMost(Duration.ofSeconds(20)).until(() -> checkpoint("view:fussy") >= next);
    }

    @Test
    void what_concerns_a_choosy_follower_comes_once_and_the_rest_moves_no_checkpoint() {
        StreamId stream = new StreamId("thing", UUID.randomUUID().toString());
        long picked = append(stream, 0, Picking.PICKED, 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> checkpoint("picking") >= picked);
        long before = checkpoint("picking");

        long passed = append(stream, 1, "thing.made.v1", 20);
        await(views.await(things, passed));
        long again = append(stream, 21, Picking.PICKED, 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> checkpoint("picking") >= again);

        assertThat(before).isLessThan(passed);
        assertThat(picking.met().stream()
                        .filter(event ->
                                event.stream().equals(stream) && event.type().equals(Picking.PICKED))
                        .map(StoredEvent::revision))
                .containsExactly(1L, 22L);
    }

    @Test
    void followers_with_nothing_to_do_write_nothing() {
        long last = append(new StreamId("thing", UUID.randomUUID().toString()), 0, "thing.made.v1", 1);
        await(views.await(things, last));
        await().atMost(Duration.ofSeconds(20)).until(() -> checkpoint("view:fussy") >= last);

        String before = locksAndWrites();

        await().during(Duration.ofSeconds(3)).until(() -> locksAndWrites().equals(before));
    }

    /** The position of the last of them. */
    private long append(StreamId stream, long expected, String type, int count) {
        List<NewEvent> events = IntStream.range(0, count)
                .mapToObj(i -> new NewEvent(UUID.randomUUID(), type, "{}"))
                .toList();
        Append append = Append.of(
                new StreamWrite(stream, expected, "/things/" + stream.id(), events),
                Cause.spontaneous(UUID.randomUUID(), "test"));
        List<StoredEvent> appended = await(store.append(append));
        return await(views.positionOf(List.of(appended.getLast()))).orElseThrow();
    }

    private long checkpoint(String follower) {
        return number("select coalesce(max(position), 0) from checkpoint where follower = '" + follower + "'");
    }

    /** Which transactions wrote or locked what followers and numbering lock. */
    private String locksAndWrites() {
        return query(
                "select (select string_agg(follower || ' ' || xmin || ' ' || xmax, ',' order by follower) from checkpoint)"
                        + " || (select xmin || ' ' || xmax from log_head)",
                row -> row.getString(1));
    }

    private long number(String sql) {
        return query(sql, row -> row.getLong(1));
    }

    private interface Read<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T query(String sql, Read<T> read) {
        try (Connection connection = jdbc.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return read.of(row);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = jdbc.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
