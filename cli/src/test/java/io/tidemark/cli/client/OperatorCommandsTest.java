package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.inTurn;
import static io.tidemark.cli.client.FakePlatform.items;
import static io.tidemark.cli.client.FakePlatform.json;
import static io.tidemark.cli.client.FakePlatform.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.client.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorCommandsTest {
    private static final String GENERATION = "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f";
    private static final String KEY = """
            {"producer": "/tidemark/compute", "aggregate": "%s", "count": 3, "firstRevision": 7,
             "since": "2026-11-22T07:55:00Z", "reason": "no such network", "rival": false}""".formatted(Samples.WEB1);
    private static final String EVENTS = """
            {"producer": "/tidemark/compute", "aggregate": "%s", "events": [{"revision": 7, "eventId": "%s",
             "type": "tidemark.compute.vm.defined.v1", "since": "2026-11-22T07:55:00Z", "attempts": 2,
             "reason": "no such network", "rival": false, "data": {"vmId": "%s"}}]}""".formatted(Samples.WEB1, Samples.OPERATION, Samples.WEB1);
    private static final String NO_EVENTS =
            "{\"producer\": \"/tidemark/compute\", \"aggregate\": \"%s\", \"events\": []}".formatted(Samples.WEB1);

    private final FakePlatform platform = new FakePlatform();
    private Person oscar = new Person(Path.of("/nowhere"));

    @BeforeEach
    void signIn(@TempDir Path home) {
        oscar = Person.at(platform, home);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static String standing(long lag) {
        return """
                {"position": 90, "head": %d, "lag": %d, "pendingRepublishes": 3, "generation": "%s"}""".formatted(90 + lag, lag, GENERATION);
    }

    @Test
    void relaysAreShownOfEveryServiceThatIsOnesOwnToSee() throws IOException {
        platform.on("GET /api/compute/v1/relay", json(standing(5)))
                .on("GET /api/network/v1/relay", json(standing(0)))
                .on("GET /api/audit/v1/relay", problem(403, "ACCESS_DENIED", "not granted"));

        assertThat(oscar.out("relay", "show"))
                .contains("SERVICE", "LAG", "compute", "network", GENERATION)
                .containsPattern("LAG +PUBLISHED +HEAD +TO REPUBLISH")
                .containsPattern("compute +5 +90 +95 +3 ");
        assertThat(oscar.out("relay", "show", "-q")).isEqualTo("compute\nnetwork\n");
        assertThat(Json.read(oscar.out("relay", "show", "compute", "-o", "json").getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .path("lag")
                        .asLong())
                .isEqualTo(5);
        assertThat(oscar.runs("relay", "show", "audit").code()).isEqualTo(3);
        assertThat(oscar.runs("relay", "show", "storage").code()).isEqualTo(2);
    }

    @Test
    void aRangeOrAStreamIsPublishedOnceMore() {
        platform.on("POST /api/compute/v1/relay/republish", exchange -> {
            exchange.getResponseHeaders().set("Tidemark-Position", "91");
            json("{\"fromPosition\": 1, \"toPosition\": 50}").answer(exchange);
        });

        assertThat(oscar.out("relay", "republish", "compute", "--from", "1", "--to", "50"))
                .contains("requested at:  91");
        assertThat(platform.received().getLast().body()).isEqualTo("{\"fromPosition\":1,\"toPosition\":50}");
        assertThat(platform.received().getLast().header("Idempotency-Key")).isNotBlank();
        oscar.out("relay", "republish", "compute", "--stream", "vm/" + Samples.WEB1);
        assertThat(platform.received().getLast().body()).isEqualTo("{\"stream\":\"vm/" + Samples.WEB1 + "\"}");
        int sent = platform.received().size();
        for (List<String> wrong : List.of(
                List.of("relay", "republish", "compute"),
                List.of("relay", "republish", "compute", "--from", "5"),
                List.of("relay", "republish", "compute", "--from", "5", "--to", "4"),
                List.of("relay", "republish", "compute", "--from", "5", "--to", "6", "--stream", "vm/1"))) {
            assertThat(oscar.runs(wrong.toArray(String[]::new)).code()).isEqualTo(2);
        }
        assertThat(platform.received()).hasSize(sent);
    }

    @Test
    void parkedKeysAreListedAcrossServices() {
        platform.on("GET /api/network/v1/parked", items(KEY))
                .on("GET /api/compute/v1/parked", items())
                .on("GET /api/audit/v1/parked", problem(403, "ACCESS_DENIED", "not granted"));

        assertThat(oscar.out("parked", "list"))
                .contains("SERVICE", "network", "compute", Samples.WEB1, "no such network", "5 min")
                .doesNotContain("/tidemark/");
        assertThat(oscar.out("parked", "list", "compute")).isEqualTo("Nothing is parked.\n");
        assertThat(oscar.out("parked", "list", "-o", "json")).contains("\"service\": \"network\"");
    }

    @Test
    void aKeyIsShownTriedAgainAndSkippedWithAReason() {
        platform.on("GET /api/network/v1/parked/events", inTurn(json(EVENTS), json(EVENTS), json(NO_EVENTS)))
                .on("POST /api/network/v1/parked/retry", json("{}"))
                .on("POST /api/network/v1/parked/skip", json("{}"));
        String body = "\"producer\":\"/tidemark/compute\",\"aggregate\":\"" + Samples.WEB1 + "\"";

        assertThat(oscar.out("parked", "show", "network", "compute", Samples.WEB1))
                .contains("REVISION", "tidemark.compute.vm.defined.v1", "no such network");
        assertThat(platform.received().getLast().target())
                .endsWith("/parked/events?producer=%2Ftidemark%2Fcompute&aggregate=" + Samples.WEB1);
        assertThat(oscar.out("parked", "retry", "network", "compute", Samples.WEB1))
                .contains("no such network");
        assertThat(platform.received("POST /api/network/v1/parked/retry"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).isEqualTo("{" + body + "}"));
        assertThat(oscar.out("parked", "skip", "network", "compute", Samples.WEB1, "7", "--reason", "it is gone"))
                .isEqualTo("Nothing of this key is parked.\n");
        assertThat(platform.received("POST /api/network/v1/parked/skip"))
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.body()).isEqualTo("{" + body + ",\"revision\":7,\"reason\":\"it is gone\"}"));
        assertThat(oscar.runs("parked", "skip", "network", "compute", Samples.WEB1, "7")
                        .code())
                .isEqualTo(2);
    }
}
