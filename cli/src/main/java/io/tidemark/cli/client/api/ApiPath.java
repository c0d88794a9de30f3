package io.tidemark.cli.client.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path below the platform's address with its query, every part percent-encoded. Immutable.
 *
 * @param text what follows the address, beginning with a slash
 */
public record ApiPath(String text) {
    /** {@code /api/<service>/v1/<segment>/...}; no segment can escape into another path. */
    public static ApiPath of(String service, String... segments) {
        StringBuilder path = new StringBuilder("/api/").append(encode(service)).append("/v1");
        for (String segment : segments) {
            path.append('/').append(encode(segment));
        }
        return new ApiPath(path.toString());
    }

    /** This path with one more query parameter; the same path when the value is null or empty. */
    public ApiPath with(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        char separator = text.indexOf('?') < 0 ? '?' : '&';
        return new ApiPath(text + separator + encode(name) + '=' + encode(value));
    }

    public URI at(URI server) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + text);
    }

    private static String encode(String part) {
        String encoded = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
        // A lone dot segment would be removed by path normalization, and then address something else.
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }
}
