package io.tidemark.node.console;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a growing log to one reader, no faster than the reader takes it. Lives on the response's event loop. */
final class ConsoleStream {
    /** The bytes of a log. */
    @FunctionalInterface
    interface Source {
        /** From a byte on, at most so many; empty when there are none now. */
        byte[] read(long fromByte, int most) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleStream.class);
    private static final int CHUNK_BYTES = 64 * 1024;

    /** People see no delay below this, and a look costs one read of a file. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Source source;
    private final boolean follow;
    private long position;

    ConsoleStream(Vertx vertx, HttpServerResponse response, Source source, long fromByte, boolean follow) {
        this.vertx = vertx;
        this.response = response;
        this.source = source;
        this.position = fromByte;
        this.follow = follow;
    }

    void pump() {
        if (response.closed()) {
            return;
        }
        vertx.executeBlocking(() -> source.read(position, CHUNK_BYTES), false)
                .onSuccess(this::send)
                .onFailure(failure -> {
                    LOG.warn("a console cannot be read", failure);
                    response.reset();
                });
    }

    private void send(byte[] bytes) {
        if (response.closed()) {
            return;
        }
        if (bytes.length > 0) {
            position += bytes.length;
            response.write(Buffer.buffer(bytes)).onSuccess(written -> pump());
        } else if (follow) {
            vertx.setTimer(LOOK_AGAIN.toMillis(), timer -> pump());
        } else {
            response.end();
        }
    }
}
