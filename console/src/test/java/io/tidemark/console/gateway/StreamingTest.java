package io.tidemark.console.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingTest {
    private static final long MEBIBYTE = 1024 * 1024;
    /** More than this test's whole heap. */
    private static final long LARGE = 200 * MEBIBYTE;
    /** What sockets and pipes on the way may hold, with a wide margin; far below {@link #LARGE}. */
    private static final long ON_THE_WAY = 64 * MEBIBYTE;

    private GatewayFixture gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void an_upload_waits_for_a_service_that_does_not_read() throws Exception {
        AtomicLong offered = new AtomicLong();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> sendLarge(offered));
        Waiting.result(gateway.compute.arrived);
        AtomicLong before = new AtomicLong(-1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> offered.get() > 0 && before.getAndSet(offered.get()) == offered.get());
        assertThat(offered.get()).isLessThan(ON_THE_WAY);
        gateway.compute.release.complete(null);
        assertThat(Waiting.result(answer)).endsWith("\r\n\r\n" + LARGE);
    }

    private String sendLarge(AtomicLong offered) {
        byte[] block = new byte[(int) MEBIBYTE];
        try (RawCaller caller = gateway.raw()) {
            caller.send("POST /api/compute/v1/images/held HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
                    + LARGE + "\r\n\r\n");
            while (offered.get() < LARGE) {
                caller.out().write(block);
                offered.addAndGet(block.length);
            }
            return caller.readAll();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_download_waits_for_a_caller_that_does_not_read() throws Exception {
        HttpResponse<InputStream> response = gateway.http.send(
                HttpRequest.newBuilder(gateway.uri("/api/compute/v1/console/large?" + LARGE))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        AtomicLong before = new AtomicLong(-1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> before.getAndSet(gateway.compute.received.get()) == gateway.compute.received.get());
        assertThat(gateway.compute.received.get()).isGreaterThan(LARGE - ON_THE_WAY);
        try (InputStream body = response.body()) {
            assertThat(body.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(LARGE);
        }
    }

    @Test
    void events_pass_one_by_one() throws Exception {
        try (RawCaller caller = gateway.raw()) {
            caller.send("GET /api/compute/v1/events HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(caller.readThrough("data: first\n\n")).contains("text/event-stream");
            Objects.requireNonNull(gateway.compute.feed.get()).write("id: 2\ndata: second\n\n");
            assertThat(caller.readThrough("data: second\n\n")).contains("id: 2");
        }
    }

    @Test
    void a_caller_that_leaves_a_quiet_feed_ends_it_at_the_service() throws Exception {
        try (RawCaller caller = gateway.raw()) {
            caller.send("GET /api/compute/v1/events HTTP/1.1\r\nHost: a\r\n\r\n");
            caller.readThrough("data: first\n\n");
        }
        Waiting.result(gateway.compute.left);
    }

    @Test
    void a_caller_that_leaves_before_the_answer_cancels_the_request() throws Exception {
        try (RawCaller caller = gateway.raw()) {
            caller.send("GET /api/compute/v1/silent HTTP/1.1\r\nHost: a\r\n\r\n");
            Waiting.result(gateway.compute.arrived);
        }
        Waiting.result(gateway.compute.left);
    }

    @Test
    void a_caller_that_leaves_within_its_upload_never_completes_it() throws Exception {
        gateway.compute.release.complete(null);
        try (RawCaller caller = gateway.raw()) {
            caller.send("POST /api/compute/v1/images/held HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "4\r\npart\r\n");
            Awaitility.await().until(() -> gateway.compute.received.get() == 4);
        }
        assertThatThrownBy(() -> gateway.compute.upload.get(30, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void an_answer_that_breaks_off_is_not_taken_for_the_whole() {
        assertThatThrownBy(() -> gateway.get("/api/compute/v1/cut")).isInstanceOf(IOException.class);
    }

    @Test
    void a_refusal_comes_before_the_upload_is_over() throws Exception {
        try (RawCaller caller = gateway.raw()) {
            caller.send(
                    "POST /api/compute/v1/images/refused HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\npart");
            assertThat(caller.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 403 ");
            assertThat(caller.readThrough("no")).isEqualTo("no");
        }
    }

    @Test
    void a_caller_that_expects_a_word_gets_it_when_the_service_is_there() throws Exception {
        String post = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
        try (RawCaller caller = gateway.raw()) {
            caller.send("POST /api/compute/v1/images" + post);
            assertThat(caller.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            assertThat(caller.send("body").readAll())
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("body");
        }
        try (RawCaller caller = gateway.raw()) {
            caller.send("POST /api/network/v1/networks" + post);
            assertThat(caller.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 502 ");
        }
    }

    @Test
    void a_web_socket_is_passed_in_both_directions() {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(gateway.port)
                .setURI("/api/compute/v1/socket");
        CompletableFuture<String> heard = new CompletableFuture<>();
        var socket = Waiting.result(gateway.vertx.createWebSocketClient().connect(options));
        socket.textMessageHandler(heard::complete);
        socket.writeTextMessage("hello");
        assertThat(Waiting.result(heard)).isEqualTo("compute heard hello");
        socket.close();
        Waiting.result(gateway.compute.left);
    }

    @Test
    void a_service_that_does_not_speak_web_socket_says_so_itself() throws Exception {
        try (RawCaller caller = gateway.raw()) {
            caller.send(
                    "GET /api/compute/v1/refused HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            assertThat(caller.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 403 ");
        }
    }
}
