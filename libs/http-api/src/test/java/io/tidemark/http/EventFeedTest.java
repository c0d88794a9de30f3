package io.tidemark.http;

import static io.tidemark.http.Things.OURS;
import static io.tidemark.http.Things.THEIRS;
import static io.tidemark.http.Things.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.authz.Authorizer;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.http.FeedReader.Message;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.OwnIssuer;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Feeds over HTTP, with real access, a real log, and readers that are what readers are. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(OwnIssuer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventFeedTest {
    private static final int MANY = 1500;
    private static final int EVENT_BYTES = 20_000;

    @Inject
    Authorizer authorizer;

    @Inject
    MeterRegistry metrics;

    private final AccessSeed seed = AccessSeed.open();
    private String grant = "";

    @BeforeAll
    void access() {
        grant = Things.access(seed);
    }

    @AfterAll
    void goodbye() {
        seed.close();
    }

    private static String newThing() {
        return UUID.randomUUID().toString();
    }

    private static FeedReader open(String query, Optional<String> after) throws Exception {
        return FeedReader.open(OwnIssuer.token(USER, Duration.ofMinutes(5)), query, after);
    }

    private static FeedReader now() throws Exception {
        return open("", Optional.empty()).reading();
    }

    private static String position(StoredEvent event) {
        return Long.toString(event.position());
    }

    @Test
    void the_first_message_is_the_position_and_what_happens_then_follows() throws Exception {
        StoredEvent before = Things.named(OURS, newThing(), 0, "before", "red");
        try (FeedReader feed = now()) {
            assertThat(feed.next()).isEqualTo(new Message(position(before), "", ""));
            StoredEvent event = Things.named(OURS, newThing(), 0, "now", "red");
            Message told = feed.next();
            assertThat(told.id()).isEqualTo(position(event));
            assertThat(told.event()).isEqualTo(ThingView.NAMED);
            assertThat(Json.tree(told.data()).at("/id").asText())
                    .isEqualTo(event.id().toString());
            assertThat(Json.tree(told.data()).at("/data/name").asText()).isEqualTo("now");
        }
    }

    @Test
    void a_reader_that_saw_nothing_yet_resumes_where_it_connected() throws Exception {
        Things.named(OURS, newThing(), 0, "before", "red");
        String connectedAt;
        try (FeedReader feed = now()) {
            connectedAt = feed.next().id();
        }
        StoredEvent missed = Things.named(OURS, newThing(), 0, "missed", "red");
        try (FeedReader feed = open("", Optional.of(connectedAt)).reading()) {
            assertThat(feed.next().isCursorOnly()).isTrue();
            assertThat(feed.next().id()).isEqualTo(position(missed));
        }
    }

    @Test
    void a_cursor_that_is_none_is_refused() throws Exception {
        for (String odd : List.of("soon", "-1", "1.5", "99999999999999999999")) {
            try (FeedReader feed = open("", Optional.of(odd))) {
                assertThat(feed.status()).as(odd).isEqualTo(400);
                assertThat(feed.contentType()).startsWith("application/problem+json");
                assertThat(Json.tree(feed.body()).get("code").asText()).isEqualTo("INVALID_REQUEST");
            }
        }
    }

    @Test
    void what_is_hidden_is_left_out_and_moves_the_cursor_on() throws Exception {
        try (FeedReader feed = now()) {
            feed.next();
            StoredEvent hidden = Things.named(THEIRS, newThing(), 0, "hidden", "red");
            assertThat(feed.next()).isEqualTo(new Message(position(hidden), "", ""));
            StoredEvent shown = Things.named(OURS, newThing(), 0, "shown", "red");
            assertThat(feed.next().id()).isEqualTo(position(shown));
        }
    }

    @Test
    void access_lost_while_the_feed_is_open_hides_from_then_on() throws Exception {
        try (FeedReader feed = now()) {
            feed.next();
            StoredEvent shown = Things.named(OURS, newThing(), 0, "shown", "red");
            assertThat(feed.next().id()).isEqualTo(position(shown));
            seed.revoke(grant)
                    .until(() ->
                            authorizer.refusal(USER, ThingsResource.READ, OURS).isPresent());
            StoredEvent hidden = Things.named(OURS, newThing(), 0, "hidden", "red");
            assertThat(feed.next()).isEqualTo(new Message(position(hidden), "", ""));
            grant = Things.access(seed);
            StoredEvent again = Things.named(OURS, newThing(), 0, "again", "red");
            assertThat(feed.next().id()).isEqualTo(position(again));
        }
    }

    @Test
    void types_and_subject_choose() throws Exception {
        String one = newThing();
        String other = newThing();
        StoredEvent first = Things.named(OURS, one, 0, "one", "red");
        Optional<String> after = Optional.of(Long.toString(first.position() - 1));
        StoredEvent named = Things.named(OURS, other, 0, "other", "red");
        StoredEvent gone = Things.gone(OURS, one, 1);

        assertThat(ids("?subject=" + one, after, gone)).containsExactly(position(first), position(gone));
        assertThat(ids("?types=" + ThingView.GONE, after, gone)).containsExactly(position(gone));
        assertThat(ids("?types=x," + ThingView.NAMED, after, gone)).containsExactly(position(first), position(named));
        assertThat(ids("?types=tidemark.thing.*", after, gone))
                .containsExactly(position(first), position(named), position(gone));
        assertThat(ids("?types=" + ThingView.NAMED + "&subject=" + other, after, gone))
                .containsExactly(position(named));
    }

    /** The ids of the events told until the cursor has reached the last. */
    private static List<String> ids(String query, Optional<String> after, StoredEvent last) throws Exception {
        List<String> ids = new ArrayList<>();
        try (FeedReader feed = open(query, after).reading()) {
            for (Message told = feed.next(); ; told = feed.next()) {
                if (!told.isCursorOnly()) {
                    ids.add(told.id());
                }
                if (Long.parseLong(told.id()) >= last.position()) {
                    return ids;
                }
            }
        }
    }

    @Test
    void a_feed_ends_with_its_token() throws Exception {
        try (FeedReader feed = FeedReader.open(OwnIssuer.token(USER, Duration.ofSeconds(3)), "", Optional.empty())
                .reading()) {
            assertThat(feed.next().isCursorOnly()).isTrue();
            assertThat(feed.endsWithin(Duration.ofSeconds(20))).isTrue();
        }
    }

    /** More than all buffers between hold is waited for on this side of the socket, not in memory; none of it is lost. */
    @Test
    void a_reader_that_does_not_read_is_waited_for_and_then_misses_nothing() throws Exception {
        String thing = newThing();
        String long20k = "x".repeat(EVENT_BYTES);
        StoredEvent first = Things.named(OURS, thing, 0, long20k, "red");
        try (FeedReader feed = open("?subject=" + thing, Optional.of(Long.toString(first.position() - 1)))) {
            StoredEvent last = first;
            for (int revision = 1; revision < MANY; revision++) {
                last = Things.named(OURS, thing, revision, long20k, "red");
            }
            double held = told();
            assertThat(held).isLessThan(MANY);
            Awaitility.await().during(Duration.ofSeconds(2)).until(() -> told() - held < 200);

            feed.reading();
            List<String> ids = new ArrayList<>();
            while (ids.isEmpty() || Long.parseLong(ids.getLast()) < last.position()) {
                Message message = feed.next();
                if (!message.isCursorOnly()) {
                    ids.add(message.id());
                }
            }
            assertThat(ids).hasSize(MANY).doesNotHaveDuplicates();
        }
    }

    private double told() {
        return metrics.counter("tidemark.feed.events").count();
    }
}
