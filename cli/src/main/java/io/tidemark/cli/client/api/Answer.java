package io.tidemark.cli.client.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came back. The body is to be read once and closed.
 *
 * @param status the HTTP status
 */
public record Answer(int status, HttpHeaders headers, InputStream body) implements AutoCloseable {
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the part that should have answered was not there, or asked to be asked again later. */
    public boolean isPassing() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The position a later read must have seen to see this change. */
    public OptionalLong position() {
        return number("Tidemark-Position");
    }

    /** How many seconds the server asks to be left alone. */
    public OptionalLong retryAfterSeconds() {
        return number("Retry-After");
    }

    private OptionalLong number(String header) {
        return header(header)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
