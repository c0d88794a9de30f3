package io.tidemark.console.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {
    private GatewayFixture gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void each_path_reaches_its_service_unchanged() throws Exception {
        assertThat(gateway.get("/api/compute/v1/vms?limit=2&name=a%20b").body())
                .startsWith("compute\nGET /api/compute/v1/vms?limit=2&name=a%20b\n");
        assertThat(gateway.get("/api/identity/v1/whoami").body()).startsWith("identity\nGET /api/identity/v1/whoami\n");
    }

    @Test
    void a_body_and_its_method_pass() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.uri("/api/compute/v1/vms"))
                .header("Idempotency-Key", "k-1")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\"}"))
                .build();
        HttpResponse<String> response = gateway.http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body())
                .startsWith("compute\nPUT /api/compute/v1/vms\n")
                .contains("idempotency-key: k-1\n")
                .contains("content-length: 12\n")
                .endsWith("{\"name\":\"a\"}");
    }

    @Test
    void what_a_caller_claims_about_its_way_here_is_replaced() throws Exception {
        String told = gateway.get(
                        "/api/compute/v1/echo",
                        "X-Forwarded-For",
                        "6.6.6.6",
                        "X-Forwarded-Prefix",
                        "/evil",
                        "X-Real-IP",
                        "6.6.6.6",
                        "Forwarded",
                        "for=6.6.6.6",
                        "Cookie",
                        "KEYCLOAK_IDENTITY=secret",
                        "Authorization",
                        "Bearer abc")
                .body();
        assertThat(told)
                .contains("x-forwarded-for: 127.0.0.1\n")
                .contains("x-forwarded-host: 127.0.0.1:" + gateway.port + "\n")
                .contains("x-forwarded-proto: http\n")
                .contains("authorization: Bearer abc\n")
                .doesNotContain("6.6.6.6", "evil", "secret");
    }

    @Test
    void headers_of_one_hop_stay_there() throws Exception {
        try (RawCaller caller = gateway.raw()) {
            caller.send(
                    "GET /api/compute/v1/echo HTTP/1.1\r\nHost: tidemark\r\nConnection: close\r\nConnection: X-Mine\r\n"
                            + "X-Mine: 1\r\nKeep-Alive: timeout=9\r\nTE: trailers\r\nProxy-Authorization: Basic eA==\r\n"
                            + "Upgrade: h2c\r\nHTTP2-Settings: AAMA\r\nX-End: 2\r\n\r\n");
            String answer = caller.readAll();
            assertThat(answer)
                    .contains("x-end: 2\n", "x-forwarded-host: tidemark\n", "Tidemark-Position: 7")
                    .doesNotContainIgnoringCase("x-mine: 1", "timeout=9", "te: trailers", "Basic eA", "h2c", "AAMA")
                    .doesNotContain("X-Hop", "timeout=5");
        }
    }

    @Test
    void an_answer_cannot_become_a_page_of_ours() throws Exception {
        HttpResponse<String> response = gateway.get("/api/compute/v1/echo");
        assertThat(response.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/compute/v1/../../identity/v1/grants",
                "/api/compute/v1/%2e%2e/%2e%2e/identity/v1/grants",
                "/api/compute/v1/..%2f..%2fidentity/v1/grants",
                "/api/compute/v1/%252e%252e/%252e%252e/identity",
                "/api/compute/v1/..;/..;/identity/v1/grants",
                "/api/compute/../identity/v1/grants",
                "/x/../api/identity/v1/grants",
                "//api/identity/v1/grants",
                "http://127.0.0.1/api/compute/v1/../../identity"
            })
    void a_traversal_reaches_no_service(String target) throws Exception {
        try (RawCaller caller = gateway.raw()) {
            caller.send("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(caller.readAll()).containsPattern("^HTTP/1.1 40[04] ");
        }
        assertThat(gateway.compute.seen).isEmpty();
        assertThat(gateway.identity.seen).isEmpty();
    }

    @Test
    void two_lengths_cannot_hide_a_second_request() throws Exception {
        try (RawCaller caller = gateway.raw()) {
            caller.send("POST /api/compute/v1/vms HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/identity/v1/x HTTP/1.1\r\nHost: a\r\n"
                    + "Connection: close\r\n\r\n");
            caller.readAll();
        }
        assertThat(gateway.compute.seen).doesNotContain("GET /api/identity/v1/x");
    }

    @Test
    void an_unknown_service_is_a_problem_document() throws Exception {
        HttpResponse<String> response = gateway.get("/api/storage/v1/volumes");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"NO_SUCH_SERVICE\"", "'storage'", "\"correlationId\":");
    }

    @Test
    void a_dead_service_is_named() throws Exception {
        HttpResponse<String> response = gateway.get("/api/network/v1/networks");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body())
                .contains(
                        "\"type\":\"urn:tidemark:problem:service-unreachable\"",
                        "\"status\":502",
                        "\"code\":\"SERVICE_UNREACHABLE\"",
                        "the service network cannot be reached");
        assertThat(response.headers().firstValue("Tidemark-Correlation")).isPresent();
    }

    @Test
    void a_service_that_hangs_up_is_named() throws Exception {
        HttpResponse<String> response = gateway.get("/api/audit/v1/records");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("SERVICE_UNREACHABLE", "the service audit");
    }

    @Test
    void a_service_that_says_nothing_is_named_after_the_time() throws Exception {
        HttpResponse<String> response = gateway.get("/api/memory-broker/v1/guests");
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body())
                .contains(
                        "\"status\":504",
                        "SERVICE_UNREACHABLE",
                        "the service memory-broker has not answered within 3000 ms");
    }

    @Test
    void one_dead_service_leaves_the_others_reachable() throws Exception {
        assertThat(gateway.get("/api/network/v1/networks").statusCode()).isEqualTo(502);
        assertThat(gateway.get("/api/compute/v1/vms").statusCode()).isEqualTo(200);
    }
}
