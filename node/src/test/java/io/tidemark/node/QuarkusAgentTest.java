package io.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The application itself: becomes ready, and says what it is. */
@QuarkusTest
@QuarkusTestResource(AgentHome.class)
class QuarkusAgentTest {
    @TestHTTPResource
    URI root = URI.create("");

    @Test
    void theApplicationBecomesReadyAndShowsItsStateOnLoopback() throws IOException, InterruptedException {
        await().atMost(Platform.SOON).until(() -> get("q/health/ready").statusCode() == 200);
        JsonNode status = Json.tree(get("node/v1/status").body());
        assertThat(status.path("phase").asText()).isEqualTo("LIVE");
        assertThat(status.path("domains")).isEmpty();
        assertThat(status.path("outbox").path("acknowledgedNumber").asLong()).isPositive();
        assertThat(status.path("capabilities").path("findings")).isNotEmpty();
        assertThat(get("node/v1/vms/00000000-0000-0000-0000-000000000001/console")
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString());
        }
    }
}
