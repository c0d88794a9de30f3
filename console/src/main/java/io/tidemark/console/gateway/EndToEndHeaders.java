package io.tidemark.console.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers pass the gateway (RFC 9110, section 7.6.1). Pure but for what it writes into. */
final class EndToEndHeaders {
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /**
     * Said by this hop alone: where a request came from is what we saw, never what the caller claims. Cookies are
     * not part of the API; those that reach us belong to other servers on the same host name.
     */
    private static final Set<String> NOT_FROM_CALLERS =
            Set.of("host", "forwarded", "x-real-ip", "cookie", "expect", "content-length");

    private static final String FORWARDED_FAMILY = "x-forwarded-";

    /** An answer of the API is data: whatever it holds, a browser neither guesses its type nor runs it. */
    private static final Map<String, String> CONFINEMENT = Map.of(
            "x-content-type-options",
            "nosniff",
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'; sandbox",
            "cross-origin-resource-policy",
            "same-origin");

    private EndToEndHeaders() {}

    /** Copies what the caller may say to a service, and adds what we know of the caller. */
    static void forward(HttpServerRequest from, MultiMap to) {
        Set<String> dropped = dropped(from.headers());
        from.headers().forEach((name, value) -> {
            String known = name.toLowerCase(Locale.ROOT);
            if (!dropped.contains(known) && !NOT_FROM_CALLERS.contains(known) && !known.startsWith(FORWARDED_FAMILY)) {
                to.add(name, value);
            }
        });
        to.set("X-Forwarded-For", from.remoteAddress().hostAddress());
        to.set("X-Forwarded-Proto", from.isSSL() ? "https" : "http");
        String host = from.getHeader(HttpHeaders.HOST);
        if (host != null) {
            to.set("X-Forwarded-Host", host);
        }
    }

    /** Copies what a service may say to the caller. */
    static void answer(MultiMap from, MultiMap to) {
        Set<String> dropped = dropped(from);
        from.forEach((name, value) -> {
            String known = name.toLowerCase(Locale.ROOT);
            if (!dropped.contains(known) && !CONFINEMENT.containsKey(known)) {
                to.add(name, value);
            }
        });
        confine(to);
    }

    static void confine(MultiMap answer) {
        CONFINEMENT.forEach(answer::set);
    }

    private static Set<String> dropped(MultiMap headers) {
        Set<String> dropped = new HashSet<>(HOP_BY_HOP);
        tokens(headers.getAll(HttpHeaders.CONNECTION)).forEach(dropped::add);
        return dropped;
    }

    /** The lower-case elements of a comma-separated header. */
    static List<String> tokens(List<String> values) {
        return values.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
