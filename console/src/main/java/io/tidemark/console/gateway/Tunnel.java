package io.tidemark.console.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;

/** WebSockets (RFC 6455): after the service's 101 both sides are joined, byte for byte. */
final class Tunnel {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final String WEBSOCKET = "websocket";

    private Tunnel() {}

    /** No other protocol is passed: an upgrade that we do not understand could hide requests from us. */
    static boolean isAskedBy(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method())
                && WEBSOCKET.equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                && EndToEndHeaders.tokens(request.headers().getAll(HttpHeaders.CONNECTION))
                        .contains("upgrade");
    }

    static Future<HttpClientResponse> open(HttpServerRequest request, HttpClientRequest opened) {
        opened.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        opened.putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
        return opened.connect();
    }

    static boolean isOpened(HttpClientResponse answer) {
        return answer.statusCode() == SWITCHING_PROTOCOLS;
    }

    static void join(HttpServerRequest request, HttpClientResponse answer) {
        NetSocket service = answer.netSocket();
        service.pause();
        EndToEndHeaders.answer(answer.headers(), request.response().headers());
        request.response()
                .setStatusCode(SWITCHING_PROTOCOLS)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                .putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
        request.toNetSocket().onComplete(caller -> {
            if (caller.failed()) {
                service.close();
            } else {
                flow(caller.result(), service);
                flow(service, caller.result());
            }
        });
    }

    private static void flow(NetSocket from, NetSocket to) {
        from.pipeTo(to).onComplete(ended -> to.close());
    }
}
