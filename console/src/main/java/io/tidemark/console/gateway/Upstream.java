package io.tidemark.console.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;

/**
 * One service behind the gateway.
 *
 * @param name as in {@code /api/<name>/v1}
 * @param origin scheme, host and port; paths are forwarded unchanged, so it has none
 */
public record Upstream(String name, URI origin) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    public Upstream {
        boolean web = "http".equals(origin.getScheme()) || "https".equals(origin.getScheme());
        String path = origin.getPath();
        boolean bare = path == null || path.isEmpty() || path.equals("/");
        if (!web || origin.getHost() == null || !bare) {
            throw new IllegalArgumentException(
                    "tidemark.services." + name + ".url must be http(s)://host:port, not " + origin);
        }
    }

    /** A request to this service for a target that {@link ApiTarget} has accepted. */
    RequestOptions request(HttpMethod method, String target, Duration connectTimeout) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(origin.getHost())
                .setPort(port())
                .setSsl(isEncrypted())
                .setURI(target)
                .setConnectTimeout(connectTimeout.toMillis());
    }

    private int port() {
        if (origin.getPort() > 0) {
            return origin.getPort();
        }
        return isEncrypted() ? HTTPS_PORT : HTTP_PORT;
    }

    private boolean isEncrypted() {
        return "https".equals(origin.getScheme());
    }
}
