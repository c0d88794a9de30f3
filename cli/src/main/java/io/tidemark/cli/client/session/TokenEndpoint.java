package io.tidemark.cli.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.Answer;
import io.tidemark.cli.client.api.ApiRequest;
import io.tidemark.cli.client.api.Lost;
import io.tidemark.cli.client.api.Transport;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Posts forms to an OAuth endpoint (RFC 6749 section 3.2). */
final class TokenEndpoint {
    private final Transport transport;

    TokenEndpoint(Transport transport) {
        this.transport = transport;
    }

    /**
     * An endpoint's answer.
     *
     * @param error the OAuth error code; empty on success
     */
    record FormAnswer(JsonNode body, String error) {
        boolean isSuccess() {
            return error.isEmpty();
        }

        String description() {
            String described = Json.text(body, "error_description");
            return described.isEmpty() ? error : described + " (" + error + ")";
        }
    }

    FormAnswer post(URI endpoint, Map<String, String> form) {
        ApiRequest request = ApiRequest.bare("POST", endpoint).form(encoded(form));
        try (Answer answer = transport.exchange(request)) {
            JsonNode body = readable(answer.body().readAllBytes());
            String error = Json.text(body, "error");
            boolean unnamed = !answer.isSuccess() && error.isEmpty();
            return new FormAnswer(body, unnamed ? "HTTP " + answer.status() : error);
        } catch (IOException lost) {
            throw Lost.contact(endpoint, lost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    private static JsonNode readable(byte[] body) {
        try {
            return Json.read(body);
        } catch (IOException notJson) {
            return Json.object(); // the status says it all
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
