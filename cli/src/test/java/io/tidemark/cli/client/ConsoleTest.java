package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.inTurn;
import static io.tidemark.cli.client.FakePlatform.items;
import static io.tidemark.cli.client.FakePlatform.json;
import static io.tidemark.cli.client.FakePlatform.lostAfter;
import static io.tidemark.cli.client.FakePlatform.problem;
import static io.tidemark.cli.client.FakePlatform.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.cli.client.FakePlatform.Received;
import io.tidemark.cli.client.Person.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    private static final String CONSOLE = "/api/compute/v1/vms/" + Samples.WEB1 + "/console";

    private final FakePlatform platform = new FakePlatform();
    private Person alice = new Person(Path.of("/nowhere"));

    @BeforeEach
    void signIn(@TempDir Path home) {
        alice = Person.at(platform, home);
        platform.on("GET /api/compute/v1/vms", items(Samples.vm(Samples.WEB1, "web1")));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aLostConsoleGoesOnWithTheNextByte() {
        platform.on(
                "GET " + CONSOLE,
                inTurn(
                        lostAfter("text/plain", "uptime 1\nuptime 2\ncaf\u00e9"),
                        problem(503, "UNAVAILABLE", "compute restarts"),
                        stream("text/plain", " uptime 3\n")));
        Ended ended = alice.runs("vm", "console", "web1", "--no-input");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("uptime 1\nuptime 2\ncaf\u00e9 uptime 3\n");
        int seen = "uptime 1\nuptime 2\ncaf\u00e9".getBytes(StandardCharsets.UTF_8).length;
        assertThat(platform.received("GET " + CONSOLE).getFirst().target()).endsWith("?fromByte=0&follow=true");
        assertThat(platform.received("GET " + CONSOLE).getLast().target())
                .endsWith("?fromByte=" + seen + "&follow=true");
    }

    @Test
    void whatIsThereIsPrintedOnce() {
        platform.on("GET " + CONSOLE, stream("text/plain", "boot\n"));
        Ended ended = alice.runs("vm", "console", "web1", "--no-follow", "--from-byte", "7");
        assertThat(ended.out()).isEqualTo("boot\n");
        assertThat(platform.received("GET " + CONSOLE).getFirst().target()).endsWith("?fromByte=7&follow=false");
    }

    @Test
    void typedLinesAreSentAndControlBracketLeaves() {
        CountDownLatch left = new CountDownLatch(1);
        platform.on("POST " + CONSOLE + "/input", json("")).on("GET " + CONSOLE, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("# ".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await().until(() -> left.getCount() == 0);
        });
        alice.types("uname -r\necho h\u00e4\n\u001d\nnot sent\n");
        Ended ended = alice.runs("vm", "console", Samples.WEB1);
        left.countDown();
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(platform.received("POST " + CONSOLE + "/input").stream().map(Received::body))
                .containsExactly("uname -r\n", "echo h\u00e4\n");
    }

    @Test
    void whoMayNotUseTheConsoleIsDenied() {
        platform.on("GET " + CONSOLE, problem(403, "FORBIDDEN", "compute.vm.console is not granted"));
        Ended ended = alice.runs("vm", "console", "web1");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("compute.vm.console is not granted");
    }

    @Test
    void aConsoleThatStaysAwayEndsTheCommand() {
        platform.on(
                "GET " + CONSOLE,
                inTurn(lostAfter("text/plain", "boot\n"), problem(503, "UNAVAILABLE", "compute is down")));
        Ended ended = alice.runs("vm", "console", "web1", "--no-input");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.out()).isEqualTo("boot\n");
    }
}
