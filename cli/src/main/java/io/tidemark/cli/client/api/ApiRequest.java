package io.tidemark.cli.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request, repeatable: its body can be published again for every try. Immutable.
 *
 * @param delivery whether the answer is read whole before it counts as received, or handed on while it still comes
 */
public record ApiRequest(String method, URI uri, Map<String, String> headers, Body body, Delivery delivery) {

    /** How the answer's body is taken. */
    public enum Delivery {
        /** All of it or an error; bounded in time. */
        WHOLE,
        /** As it comes, for as long as it comes. */
        STREAMED,
        /** As {@link #WHOLE}, but sending may take as long as it takes. */
        UPLOADED
    }

    /** Gives the bytes to send, each time from their beginning. */
    @FunctionalInterface
    public interface Body {
        BodyPublisher publisher() throws IOException;
    }

    private static final Body NOTHING = BodyPublishers::noBody;

    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    public static ApiRequest get(URI uri) {
        return new ApiRequest(
                "GET", uri, Map.of("Accept", "application/json, application/problem+json"), NOTHING, Delivery.WHOLE);
    }

    public static ApiRequest bare(String method, URI uri) {
        return new ApiRequest(
                method, uri, Map.of("Accept", "application/json, application/problem+json"), NOTHING, Delivery.WHOLE);
    }

    public ApiRequest json(JsonNode content) {
        String text = Json.compact(content);
        return with("Content-Type", "application/json").body(() -> BodyPublishers.ofString(text));
    }

    public ApiRequest text(String content) {
        return with("Content-Type", "text/plain; charset=utf-8").body(() -> BodyPublishers.ofString(content));
    }

    public ApiRequest form(String content) {
        return with("Content-Type", "application/x-www-form-urlencoded").body(() -> BodyPublishers.ofString(content));
    }

    public ApiRequest file(Path file) {
        ApiRequest typed = with("Content-Type", "application/octet-stream").body(() -> BodyPublishers.ofFile(file));
        return new ApiRequest(typed.method, typed.uri, typed.headers, typed.body, Delivery.UPLOADED);
    }

    public ApiRequest streamed(String accept) {
        ApiRequest accepting = with("Accept", accept);
        return new ApiRequest(method, uri, accepting.headers, body, Delivery.STREAMED);
    }

    /** The same request, asked what it would do. */
    public ApiRequest tried() {
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return new ApiRequest(method, URI.create(uri + separator + "dryRun=true"), headers, body, delivery);
    }

    public ApiRequest with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiRequest(method, uri, more, body, delivery);
    }

    private ApiRequest body(Body other) {
        return new ApiRequest(method, uri, headers, other, delivery);
    }
}
