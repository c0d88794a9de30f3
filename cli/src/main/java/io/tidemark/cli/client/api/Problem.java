package io.tidemark.cli.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.output.Words;
import java.io.IOException;

/**
 * An RFC 9457 problem document, or what can be said of an error answer that is none.
 *
 * @param code the platform's stable code; empty when the answer had none
 * @param correlationId leads to the causal trace; empty when the answer had none
 */
public record Problem(int status, String title, String detail, String code, String correlationId) {

    public static Problem of(Answer answer) throws IOException {
        JsonNode document = readable(answer.body().readAllBytes());
        String correlation = Json.text(document, "correlationId");
        return new Problem(
                answer.status(),
                Json.text(document, "title"),
                Json.text(document, "detail"),
                Json.text(document, "code"),
                correlation.isEmpty() ? answer.header("Tidemark-Correlation").orElse("") : correlation);
    }

    /** One line for a person: what, then code and correlation id to look further with. */
    public String line() {
        String said = detail.isEmpty() ? title : detail;
        StringBuilder line = new StringBuilder(said.isEmpty() ? "the platform answered " + status : said);
        line.append(" [").append(code.isEmpty() ? "HTTP " + status : code);
        if (!correlationId.isEmpty()) {
            line.append(", correlation ").append(correlationId);
        }
        return Words.oneLine(line.append(']').toString());
    }

    public CommandFailure toFailure() {
        return switch (status) {
            case 401 -> CommandFailure.denied("not signed in: " + line() + "; run: tide login");
            case 403 -> CommandFailure.denied("denied: " + line());
            case 502, 503, 504 -> CommandFailure.unreachable("not reachable now: " + line());
            default -> CommandFailure.refused(line());
        };
    }

    private static JsonNode readable(byte[] body) {
        try {
            return Json.read(body);
        } catch (IOException notJson) {
            return Json.object(); // a proxy's page: the status alone has to do
        }
    }
}
