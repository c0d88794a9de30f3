package io.tidemark.http;

import static io.tidemark.http.Things.OPERATOR;
import static io.tidemark.http.Things.OURS;
import static io.tidemark.http.Things.THEIRS;
import static io.tidemark.http.Things.USER;
import static io.tidemark.http.Things.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.OwnIssuer;
import io.tidemark.testkit.real.RealParts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(OwnIssuer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastReadsTest {
    private final String id = UUID.randomUUID().toString();
    private List<StoredEvent> life = List.of();

    @BeforeAll
    void aLife() {
        try (AccessSeed seed = AccessSeed.open()) {
            Things.access(seed);
        }
        life = List.of(
                Things.named(OURS, id, 0, "one", "red"),
                Things.named(OURS, id, 1, "one", "blue"),
                Things.named(OURS, id, 2, "two", "blue"),
                Things.gone(OURS, id, 3));
    }

    private String at(int event) {
        return life.get(event).recordedAt().toString();
    }

    @Test
    void one_object_is_shown_as_it_was_by_time_and_by_position() {
        for (int event = 0; event < 3; event++) {
            JsonPath byTime = get(USER, "/things/{id}?asOf={at}", id, at(event)).jsonPath();
            JsonPath byPosition = get(
                            USER, "/things/{id}?asOf={at}", id, life.get(event).position())
                    .jsonPath();
            assertThat(byTime.getString("name")).isEqualTo(event == 2 ? "two" : "one");
            assertThat(byTime.getString("look.colour")).isEqualTo(event == 0 ? "red" : "blue");
            assertThat(byPosition.<Map<String, Object>>get()).isEqualTo(byTime.get());
        }
    }

    @Test
    void before_it_was_and_after_it_is_gone_there_is_none_and_the_list_agrees() {
        problem(
                get(
                        USER,
                        "/things/{id}?asOf={at}",
                        id,
                        life.getFirst().recordedAt().minusMillis(1)),
                404,
                "NOT_FOUND");
        problem(get(USER, "/things/{id}?asOf={at}", id, at(3)), 404, "NOT_FOUND");
        problem(get(USER, "/things/{id}", id), 404, "NOT_FOUND");
        problem(get(USER, "/things/{id}?asOf=0", id), 404, "NOT_FOUND");
        assertThat(ids(get(USER, "/things?asOf={at}", at(0)))).contains(id);
        assertThat(ids(get(USER, "/things?asOf={at}&name=one", at(2)))).doesNotContain(id);
        assertThat(ids(get(USER, "/things?asOf={at}&name=two", at(2)))).contains(id);
        assertThat(ids(get(USER, "/things?asOf={at}", at(3)))).doesNotContain(id);
        assertThat(ids(get(USER, "/things"))).doesNotContain(id);
    }

    private static List<String> ids(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath().getList("items.id");
    }

    @Test
    void moments_that_are_none_or_have_not_come_are_refused_as_such() {
        problem(get(USER, "/things?asOf=yesterday"), 400, "INVALID_REQUEST");
        problem(get(USER, "/things?asOf=-1"), 400, "INVALID_REQUEST");
        problem(get(USER, "/things/{id}?asOf={at}", id, "+1000000000-12-31T23:59:59Z"), 400, "INVALID_REQUEST");
        problem(get(USER, "/things?asOf={at}", Instant.now().plusSeconds(3600)), 400, "MOMENT_IN_FUTURE");
        problem(get(USER, "/things?asOf=999999999999"), 400, "MOMENT_IN_FUTURE");
        problem(get(USER, "/things?cursor=nonsense"), 400, "INVALID_REQUEST");
    }

    @Test
    void what_is_measured_or_live_says_that_it_has_no_past() {
        problem(get(USER, "/things/{id}/measured?asOf={at}", id, at(0)), 400, "NOT_OF_THE_PAST");
        problem(get(USER, "/things/events?asOf={at}", at(0)), 400, "NOT_OF_THE_PAST");
        problem(get(OPERATOR, "/views?asOf={at}", at(0)), 400, "NOT_OF_THE_PAST");
    }

    @Test
    void later_pages_show_the_moment_of_the_first() {
        List<String> made = List.of(
                        Things.named(OURS, UUID.randomUUID().toString(), 0, "paged", "red"),
                        Things.named(OURS, UUID.randomUUID().toString(), 0, "paged", "red"),
                        Things.named(OURS, UUID.randomUUID().toString(), 0, "paged", "red"))
                .stream()
                .map(event -> event.stream().id())
                .toList();
        JsonPath first =
                get(USER, "/things?name=paged&limit=1&asOf={at}", Instant.now()).jsonPath();
        made.forEach(thing -> Things.gone(OURS, thing, 1));
        JsonPath second = get(USER, "/things?name=paged&limit=2&cursor={next}", first.getString("next"))
                .jsonPath();

        assertThat(ids(get(USER, "/things?name=paged"))).isEmpty();
        assertThat(first.<String>getList("items.id")).hasSize(1);
        assertThat(second.<String>getList("items.id"))
                .hasSize(2)
                .doesNotContainAnyElementsOf(first.getList("items.id"));
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void a_difference_names_the_fields_and_the_events_that_changed_them_and_hides_what_is_not_shown() {
        Response response = get(USER, "/things/{id}/diff?from={from}&to={to}", id, at(0), at(2));
        JsonPath diff = response.jsonPath();

        assertThat(diff.<String>getList("changes.field")).containsExactly("look.colour", "name");
        assertThat(diff.<String>getList("changes.before")).containsExactly("red", "one");
        assertThat(diff.<String>getList("changes.after")).containsExactly("blue", "two");
        assertThat(diff.<String>getList("events.id"))
                .containsExactly(life.get(1).id().toString(), life.get(2).id().toString());
        assertThat(diff.<List<String>>getList("events.fields"))
                .containsExactly(List.of("look.colour"), List.of("name"));
        assertThat(diff.getString("events[0].type")).isEqualTo(ThingView.NAMED);
        assertThat(diff.getString("events[0].actor")).isEqualTo(Things.CAUSE.actor());
        assertThat(diff.getString("events[0].correlationId"))
                .isEqualTo(Things.CAUSE.correlationId().toString());
        assertThat(diff.getString("events[0].time")).isEqualTo(at(1));
        assertThat(response.asString()).doesNotContain("secret", "s-blue");
    }

    @Test
    void a_whole_life_differs_in_nothing_but_has_its_events() {
        JsonPath whole = get(USER, "/things/{id}/diff", id).jsonPath();
        assertThat(whole.<Object>getList("changes")).isEmpty();
        assertThat(whole.<Object>getList("events")).hasSize(4);
        JsonPath end = get(USER, "/things/{id}/diff?from={from}", id, at(2)).jsonPath();
        assertThat(end.<String>getList("changes.field")).containsExactly("id", "look", "name");
        assertThat(end.getString("changes[0].after")).isNull();
    }

    @Test
    void a_difference_needs_the_object_the_right_order_and_access() {
        problem(get(USER, "/things/{id}/diff", UUID.randomUUID()), 404, "NOT_FOUND");
        problem(get(USER, "/things/{id}/diff?from={a}&to={b}", id, at(2), at(0)), 400, "INVALID_REQUEST");
        problem(get(USER, "/things/{id}/diff?from=soon", id), 400, "INVALID_REQUEST");
        String theirs = UUID.randomUUID().toString();
        StoredEvent event = Things.named(THEIRS, theirs, 0, "hidden", "red");
        problem(get(USER, "/things/{id}/diff", theirs), 403, "ACCESS_DENIED");
        problem(get(USER, "/things/{id}?asOf={at}", theirs, event.position()), 403, "ACCESS_DENIED");
        assertThat(ids(get(USER, "/things?asOf={at}", event.position()))).doesNotContain(theirs);
        assertThat(ids(get(OPERATOR, "/things?asOf={at}", event.position()))).contains(theirs);
    }

    @Test
    void an_operator_sees_how_views_stand_and_rebuilds_one_to_the_same_rows() {
        problem(get(USER, "/views"), 403, "ACCESS_DENIED");
        problem(get(OPERATOR, "/views/nothing"), 404, "NOT_FOUND");
        problem(rebuild(USER, "thing"), 403, "ACCESS_DENIED");
        problem(rebuild(OPERATOR, "nothing"), 404, "NOT_FOUND");
        assertThat(get(OPERATOR, "/views").jsonPath().<String>getList("items.name"))
                .containsExactly("operation", "thing");
        String before = get(OPERATOR, "/views/thing").jsonPath().getString("hash");

        Response asked = rebuild(OPERATOR, "thing");

        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Boolean.TRUE.equals(
                        get(OPERATOR, "/views/thing").jsonPath().get("rebuilt.same")));
        assertThat(get(OPERATOR, "/views/thing").jsonPath().getString("hash")).isEqualTo(before);
    }

    private static Response rebuild(String user, String view) {
        return Things.as(user)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/thing/v1/views/" + view + "/rebuild");
    }

    @Test
    void the_api_document_tells_what_can_be_asked_as_of_a_time() {
        JsonPath document = new JsonPath(Things.as(USER)
                .accept("application/json")
                .get("/api/thing/v1/openapi?format=json")
                .asString());
        assertThat(parameters(document, "/api/thing/v1/things")).contains("asOf", "limit", "cursor");
        assertThat(parameters(document, "/api/thing/v1/things/{id}")).contains("asOf");
        assertThat(parameters(document, "/api/thing/v1/things/{id}/diff")).contains("from", "to");
        assertThat(parameters(document, "/api/thing/v1/things/events")).contains("types", "subject");
        assertThat(parameters(document, "/api/thing/v1/things/{id}/measured")).doesNotContain("asOf");
        assertThat(document.<String>getList("components.schemas.Change.required"))
                .as("before and after are absent at times")
                .containsExactly("field");
    }

    private static List<String> parameters(JsonPath document, String path) {
        return document.getList("paths.'" + path + "'.get.parameters.name");
    }

    private static void problem(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
    }
}
