package io.tidemark.audit;

import static io.restassured.RestAssured.given;
import static io.tidemark.audit.Auditor.as;
import static io.tidemark.audit.Auditor.eventually;
import static io.tidemark.audit.Auditor.get;
import static io.tidemark.audit.Auditor.leaves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.audit.Platform.Event;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read the log, and how it is searched. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ReadingTest {

    @Inject
    Platform platform;

    @Inject
    Auditor auditor;

    @BeforeEach
    void signIn() {
        auditor.signIn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/records",
                "/records/0",
                "/records/0/proof",
                "/checkpoint",
                "/key",
                "/consistency",
                "/traces/00000000-0000-0000-0000-000000000001"
            })
    void onlyWhoHoldsAuditReadMayReadAndTheRefusalIsSealed(String path) {
        given().get("/api/audit/v1" + path).then().statusCode(401);
        get(path).statusCode(200);

        String correlation = as("bob")
                .get("/api/audit/v1" + path)
                .then()
                .statusCode(403)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("ACCESS_DENIED"))
                .extract()
                .header("Tidemark-Correlation");

        int leaf = Auditor.leaf(UUID.fromString(correlation));
        get("/records/{leaf}", leaf)
                .body("event.type", equalTo("tidemark.audit.request.refused.v1"))
                .body("event.source", equalTo("/tidemark/audit"))
                .body("event.actor", equalTo(Realm.BOB))
                .body("event.data.code", equalTo("ACCESS_DENIED"));
    }

    @Test
    void recordsAreFoundByTypeActorAndSubject() {
        String vm = fresh();
        String actor = fresh();
        Event first = Event.compute(vm, 1, "{}").as("tidemark.compute.vm.defined.v1", actor);
        Event second = Event.compute(vm, 2, "{}")
                .as("tidemark.compute.vm.started.v1", actor)
                .causedBy(first);
        platform.publish(first);
        platform.publish(second);
        leaves(first.correlationId(), 2);

        get("/records?subject={vm}", vm).body("items", hasSize(2));
        get("/records?actor={actor}", actor)
                .body(
                        "items.event.id",
                        equalTo(List.of(second.id().toString(), first.id().toString())));
        get("/records?actor={actor}&type={type}", actor, "tidemark.compute.vm.defined.v1")
                .body("items.event.id", equalTo(List.of(first.id().toString())));
        get("/records?subject={vm}&actor=nobody", vm).body("items", empty());
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepeat() {
        String vm = fresh();
        Event first = Event.compute(vm, 1, "{}");
        platform.publish(first);
        for (int revision = 2; revision <= 5; revision++) {
            platform.publish(Event.compute(vm, revision, "{}").causedBy(first));
        }
        List<Integer> all = leaves(first.correlationId(), 5);

        var page = get("/records?subject={vm}&limit=2", vm).statusCode(200).extract();
        assertThat(page.<List<Integer>>path("items.leaf")).isEqualTo(all.subList(0, 2));
        page = get("/records?subject={vm}&limit=2&cursor={next}", vm, page.path("next"))
                .extract();
        assertThat(page.<List<Integer>>path("items.leaf")).isEqualTo(all.subList(2, 4));
        page = get("/records?subject={vm}&limit=2&cursor={next}", vm, page.path("next"))
                .extract();
        assertThat(page.<List<Integer>>path("items.leaf")).isEqualTo(all.subList(4, 5));
        assertThat(page.<String>path("next")).isNull();
    }

    @Test
    void aMalformedSearchIsTheCallersMistake() {
        get("/records?limit=0").statusCode(400).body("code", equalTo("INVALID_REQUEST"));
        get("/records?limit=1001").statusCode(400);
    }

    @Test
    void aTraceIsTheTreeOfWhatLedToWhat() {
        String vm = fresh();
        Event defined = Event.compute(vm, 1, "{\"vmId\":\"v\"}");
        Event placed = Event.compute(vm, 2, "{}").causedBy(defined);
        Event running = Event.fact(fresh(), 1, "{\"actions\":[{\"call\":\"virDomainCreateXML\"}]}")
                .causedBy(placed);
        Event started = Event.compute(vm, 3, "{}").causedBy(running);
        List.of(defined, placed, running, started).forEach(platform::publish);
        leaves(defined.correlationId(), 4);

        get("/traces/{id}", defined.correlationId())
                .statusCode(200)
                .body("correlationId", equalTo(defined.correlationId().toString()))
                .body("roots", hasSize(1))
                .body("roots[0].id", equalTo(defined.id().toString()))
                .body("roots[0].data.vmId", equalTo("v"))
                .body("roots[0].children.id", equalTo(List.of(placed.id().toString())))
                .body("roots[0].children[0].children[0].source", startsWith("/tidemark/node/"))
                .body("roots[0].children[0].children[0].data.actions.call", hasItem("virDomainCreateXML"))
                .body(
                        "roots[0].children[0].children[0].children.id",
                        equalTo(List.of(started.id().toString())));
    }

    @Test
    void aTraceOfWhichNothingIsSealedHasNoRoots() {
        get("/traces/{id}", UUID.randomUUID()).statusCode(200).body("roots", empty());
    }

    @Test
    void theFeedGoesOnAfterTheLastEventThatItsReaderHas() throws IOException, InterruptedException {
        Event event = Event.compute(fresh(), 1, "{}");
        platform.publish(event);
        int leaf = leaves(event.correlationId(), 1).getFirst();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/audit/v1/events"))
                .header("Authorization", "Bearer " + Tokens.of("audrey"))
                .header("Last-Event-ID", Integer.toString(leaf))
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines =
                        client.send(request, BodyHandlers.ofLines()).body()) {
            assertThat(lines.filter(line -> line.startsWith("data:"))
                            .anyMatch(data -> data.contains(event.id().toString())))
                    .isTrue();
            client.shutdownNow();
        }
    }

    @Test
    void theServiceTellsThatItIsReadyAndDescribesItself() {
        eventually().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        String openapi = get("/openapi").statusCode(200).extract().asString();
        assertThat(openapi).contains("/api/audit/v1/records/{leaf}/proof", "/api/audit/v1/traces/{correlationId}");
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }
}
