package io.tidemark.cli.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
    private static ServerSentEvents reading(String text) {
        return new ServerSentEvents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "before");
    }

    @Test
    void linesOfDataAreJoinedAndOneSpaceAfterTheColonIsDropped() throws IOException {
        ServerSentEvents events = reading("data:a\ndata:  b\ndata\n\n");
        assertThat(events.next()).contains(new ServerSentEvent("before", "message", "a\n b\n"));
        assertThat(events.next()).isEmpty();
    }

    @Test
    void theIdStaysUntilAnotherComesAndTheTypeDoesNot() throws IOException {
        ServerSentEvents events =
                reading("id: 7\r\nevent: started\r\ndata: x\r\n\r\ndata: y\r\n\r\nid\r\ndata: z\r\n\r\n");
        assertThat(events.next()).contains(new ServerSentEvent("7", "started", "x"));
        assertThat(events.next()).contains(new ServerSentEvent("7", "message", "y"));
        assertThat(events.next()).contains(new ServerSentEvent("", "message", "z"));
    }

    @Test
    void commentsAndEventsWithoutDataAreNoEvents() throws IOException {
        ServerSentEvents events = reading(": heartbeat\n\nevent: nothing\n\nfuture: field\ndata: x\n\n");
        assertThat(events.next()).contains(new ServerSentEvent("before", "message", "x"));
    }

    @Test
    void whatTheEndCutsOffIsNotGivenOut() throws IOException {
        assertThat(reading("id: 9\ndata: half").next()).isEqualTo(Optional.empty());
        assertThat(reading("id: 9\ndata: half\n").next()).isEqualTo(Optional.empty());
    }

    @Test
    void aBlockWithoutDataMovesThePlaceToResumeAt() throws IOException {
        ServerSentEvents events = reading("id: 40\n\nid: 41\ndata: cut");
        assertThat(events.next()).isEmpty();
        assertThat(events.lastEventId()).isEqualTo("40");
    }

    @Test
    void theServersPauseIsHeard() throws IOException {
        ServerSentEvents events = reading("retry: 250\nretry: soon\n\n");
        assertThat(events.next()).isEmpty();
        assertThat(events.retry()).contains(Duration.ofMillis(250));
    }
}
