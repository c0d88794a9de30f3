package io.tidemark.http;

import static io.tidemark.http.Things.OPERATOR;
import static io.tidemark.http.Things.USER;
import static io.tidemark.http.Things.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tidemark.authz.Authorizer;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.OwnIssuer;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(OwnIssuer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DryRunTest {
    private final String id = UUID.randomUUID().toString();

    @Inject
    EventStore store;

    @Inject
    Authorizer authorizer;

    /** The user is known, and may do nothing here. */
    @BeforeAll
    void access() {
        try (AccessSeed seed = AccessSeed.open()) {
            seed.member(USER).member(OPERATOR).beat().allow(OPERATOR, "/", "thing.*");
            seed.until(this::mayName);
        }
    }

    private boolean mayName() {
        return authorizer.refusal(OPERATOR, NamesResource.WRITE, Things.OURS).isEmpty();
    }

    private static Response name(String user, String id, String name, String key, String query) {
        return Things.as(user).header("Idempotency-Key", key).put("/api/thing/v1/names/" + id + "/" + name + query);
    }

    private static Response tried(String id, String name) {
        return name(OPERATOR, id, name, UUID.randomUUID().toString(), "?dryRun=true");
    }

    private static Response done(String id, String name) {
        return name(OPERATOR, id, name, UUID.randomUUID().toString(), "");
    }

    private List<StoredEvent> events(String id) {
        return await(store.read(new StreamId("thing", id)));
    }

    /** All refusals that anybody met so far. */
    private List<String> refusals() {
        while (await(store.number(500)) > 0) {
            // more may wait
        }
        return await(store.readAfter(0, 10_000)).stream()
                .filter(event -> event.type().endsWith("request.refused.v1"))
                .map(StoredEvent::json)
                .toList();
    }

    @Test
    void tells_the_events_that_the_write_then_appends_and_keeps_none_itself() {
        String id = UUID.randomUUID().toString();
        String first = "first-" + id;
        String second = "second-" + id;
        done(id, first);

        JsonPath told = tried(id, second).jsonPath();

        assertThat(events(id)).hasSize(1);
        assertThat(told.getInt("wouldAnswer")).isEqualTo(200);
        assertThat(told.getBoolean("repeats")).isFalse();
        assertThat(told.getList("appends")).hasSize(1);
        assertThat(told.getString("appends[0].stream")).isEqualTo("thing/" + id);
        assertThat(told.getLong("appends[0].revision")).isEqualTo(1);
        assertThat(told.getString("appends[0].objectPath")).isEqualTo(Things.OURS + "/things/" + id);
        assertThat(done(id, second).statusCode()).isEqualTo(200);
        StoredEvent real = events(id).getLast();
        assertThat(told.getString("appends[0].events[0].type")).isEqualTo(real.type());
        assertThat(Json.tree(Json.write(told.getMap("appends[0].events[0].data"))))
                .isEqualTo(Json.tree(real.json()));
        assertThat(tried(id, second).jsonPath().getList("appends[0].events")).isEmpty();
    }

    @Test
    void takes_no_name_and_no_key() {
        String name = "free-" + id;
        String key = UUID.randomUUID().toString();

        assertThat(name(OPERATOR, id, name, key, "?dryRun=true").statusCode()).isEqualTo(200);

        assertThat(name(OPERATOR, UUID.randomUUID().toString(), name, key, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_repeat_would_do_nothing_and_another_request_under_its_key_is_refused() {
        String key = UUID.randomUUID().toString();
        String name = "again-" + id;
        name(OPERATOR, id, name, key, "");

        JsonPath repeat = name(OPERATOR, id, name, key, "?dryRun=true").jsonPath();

        assertThat(repeat.getBoolean("repeats")).isTrue();
        assertThat(repeat.getList("appends")).isEmpty();
        problem(name(OPERATOR, id, "other-" + id, key, "?dryRun=true"), 422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void what_the_write_would_meet_is_told_in_the_same_words_and_not_recorded() {
        String taken = "taken-" + id;
        done(UUID.randomUUID().toString(), taken);
        List<String> before = refusals();
        for (String refused : List.of("nobody", taken)) {
            JsonPath tried = problem(tried(id, refused), 412, "PRECONDITION_FAILED");
            assertThat(refusals()).hasSameSizeAs(before);
            JsonPath real = problem(done(id, refused), 412, "PRECONDITION_FAILED");
            assertThat(tried.getString("detail")).isEqualTo(real.getString("detail"));
            before = refusals();
        }
        problem(Things.as(OPERATOR).put("/api/thing/v1/names/x/y?dryRun=true"), 400, "IDEMPOTENCY_KEY_MISSING");
        assertThat(refusals()).hasSameSizeAs(before);
    }

    @Test
    void who_may_not_do_it_may_not_try_it_and_that_is_recorded() {
        String target = UUID.randomUUID().toString();

        problem(name(USER, target, "mine", "a key", "?dryRun=true"), 403, "ACCESS_DENIED");

        assertThat(refusals()).anySatisfy(refusal -> assertThat(refusal).contains(target, "dry-run-name-thing"));
    }

    @Test
    void a_dry_run_that_is_asked_for_in_other_words_is_refused_and_not_done() {
        int before = events(id).size();
        for (String query :
                List.of("?dryRun", "?dryRun=", "?dryRun=yes", "?dryRun=TRUE", "?dryrun=true", "?dry-run=true")) {
            problem(name(OPERATOR, id, "odd-" + id, UUID.randomUUID().toString(), query), 400, "INVALID_REQUEST");
        }
        assertThat(events(id)).hasSize(before);
        assertThat(name(OPERATOR, id, "plain-" + id, UUID.randomUUID().toString(), "?dryRun=false")
                        .statusCode())
                .isEqualTo(200);
        assertThat(events(id)).hasSize(before + 1);
    }

    private static JsonPath problem(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
        return response.jsonPath();
    }
}
