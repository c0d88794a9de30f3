package io.tidemark.cli.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The platform's REST API: data out, one {@link CommandFailure} for anything else. Thread-safe as far as its
 * transport is.
 */
public final class ApiClient {
    /** What the services give without being asked for a number; more than 1,000 they refuse. */
    private static final int PAGE = 100;

    private final URI server;
    private final Transport transport;
    private final String asOf;

    public ApiClient(URI server, Transport transport) {
        this(server, transport, "");
    }

    private ApiClient(URI server, Transport transport, String asOf) {
        this.server = server;
        this.transport = transport;
        this.asOf = asOf;
    }

    /** The same platform, whose data is read as of a past moment. */
    public ApiClient asOf(String moment) {
        return new ApiClient(server, transport, moment);
    }

    public URI server() {
        return server;
    }

    public JsonNode get(ApiPath path) {
        return get(path, OptionalLong.empty()).body();
    }

    /**
     * Reads what is at least as new as a position.
     *
     * @param position from the answer to a write; empty reads what is there
     */
    public Reply get(ApiPath path, OptionalLong position) {
        ApiRequest plain = ApiRequest.get(uri(path));
        return reply(position.isEmpty() ? plain : plain.with("Tidemark-Position", Long.toString(position.getAsLong())));
    }

    /** Reads what takes more to ask than a query holds. */
    public JsonNode ask(ApiPath path, JsonNode question) {
        return reply(ApiRequest.bare("POST", uri(path)).json(question)).body();
    }

    /** As {@link #get(ApiPath)}; empty when there is no such thing or it is not the caller's to see. */
    public Optional<JsonNode> find(ApiPath path) {
        try (Answer answer = exchange(ApiRequest.get(uri(path)))) {
            if (answer.status() == 404 || answer.status() == 403) {
                return Optional.empty();
            }
            return Optional.of(received(answer).body());
        } catch (IOException lost) {
            throw Lost.contact(server, lost);
        }
    }

    /**
     * All items of a collection, page after page.
     *
     * @param atMost stop after so many; 0 takes all
     */
    public List<JsonNode> list(ApiPath path, int atMost) {
        List<JsonNode> items = new ArrayList<>();
        ApiPath page = path.with("limit", atMost > 0 ? Integer.toString(Math.min(atMost, PAGE)) : null);
        String cursor = "";
        do {
            JsonNode body = get(page.with("cursor", cursor));
            (body.isArray() ? body : body.path("items")).forEach(items::add);
            cursor = Json.text(body, "next");
        } while (!cursor.isEmpty() && (atMost == 0 || items.size() < atMost));
        return atMost > 0 && items.size() > atMost ? items.subList(0, atMost) : items;
    }

    /** A request to the platform, to be completed with a body. */
    public ApiRequest request(String method, ApiPath path) {
        return ApiRequest.bare(method, path.at(server));
    }

    /** Sends a write under its idempotency key; the key stays the same through every repetition. */
    public Reply write(ApiRequest request, String idempotencyKey) {
        return reply(request.with("Idempotency-Key", idempotencyKey));
    }

    /** A small answer that is not JSON. */
    public String text(ApiPath path) {
        ApiRequest request = ApiRequest.get(path.at(server)).with("Accept", "text/plain");
        try (Answer answer = exchange(request)) {
            if (!answer.isSuccess()) {
                throw Problem.of(answer).toFailure();
            }
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException lost) {
            throw Lost.contact(server, lost);
        }
    }

    /**
     * Opens an answer that comes bit by bit; the caller closes it.
     *
     * @throws IOException when it could not be opened and may be opened later
     * @throws CommandFailure when the platform refused
     */
    public Answer open(ApiRequest request) throws IOException {
        Answer answer = exchange(request);
        if (answer.isSuccess()) {
            return answer;
        }
        try (answer) {
            Problem problem = Problem.of(answer);
            if (answer.isPassing()) {
                throw new IOException(problem.line());
            }
            throw problem.toFailure();
        }
    }

    private URI uri(ApiPath path) {
        return path.with("asOf", asOf).at(server);
    }

    private Reply reply(ApiRequest request) {
        try (Answer answer = exchange(request)) {
            return received(answer);
        } catch (IOException lost) {
            throw Lost.contact(server, lost);
        }
    }

    private Reply received(Answer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw Problem.of(answer).toFailure();
        }
        byte[] body = answer.body().readAllBytes();
        try {
            return new Reply(answer.status(), Json.read(body), answer.position());
        } catch (IOException notJson) {
            throw CommandFailure.unreachable(
                    "what answers at " + server + " is not a Tidemark platform (no JSON came)", notJson);
        }
    }

    private Answer exchange(ApiRequest request) throws IOException {
        try {
            return transport.exchange(request);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }
}
