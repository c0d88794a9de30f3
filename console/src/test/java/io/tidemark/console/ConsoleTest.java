package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RunningConsole.class)
class ConsoleTest {
    /** More than this test's whole heap, and than any default limit of a server. */
    private static final long LARGE = 200L * 1024 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus sets it before each test.
    URI console;

    @Test
    void it_is_ready_without_any_service() throws Exception {
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_learns_where_to_sign_in() throws Exception {
        assertThat(get("/config.json").body())
                .isEqualTo("{\"issuer\":\"" + RunningConsole.issuer() + "\",\"clientId\":\"tidemark-console\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.css", "/mark.svg", "/js/main.js", "/js/oidc.js", "/config.json", "/nothing"})
    void whatever_the_page_loads_is_confined(String path) throws Exception {
        HttpResponse<String> response = get(path);
        String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("connect-src 'self' " + System.getProperty("tidemark.test.keycloak") + ";")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(response.statusCode()).isEqualTo(path.equals("/nothing") ? 404 : 200);
    }

    @Test
    void the_page_holds_no_script_or_style_in_line_and_names_no_other_host() throws Exception {
        assertThat(get("/").body())
                .doesNotContain("style=", "<style", "onclick", "https://")
                .containsOnlyOnce("<script");
    }

    @Test
    void a_body_of_any_length_passes_with_its_length_told() throws Exception {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(LARGE)), LARGE);
        assertThat(upload(body)).isEqualTo(Long.toString(LARGE));
    }

    @Test
    void a_body_of_any_length_passes_in_chunks() throws Exception {
        assertThat(upload(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(LARGE))))
                .isEqualTo(Long.toString(LARGE));
    }

    @Test
    void an_unknown_service_is_a_problem_document_here_too() throws Exception {
        HttpResponse<String> response = get("/api/storage/v1/volumes");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("NO_SUCH_SERVICE");
    }

    private String upload(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(console.resolve("/api/compute/v1/images?name=large"))
                .POST(body)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(201);
        return response.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(console.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** So many zero bytes, kept nowhere. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int given = (int) Math.min(left, length);
            left -= given;
            return given == 0 && length > 0 ? -1 : given;
        }
    }
}
