package io.tidemark.faults;

import io.tidemark.eventstore.Json;
import io.tidemark.faults.replica.Load;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The writing of one run, and the waiting until everything of it has arrived. */
record Delivery(Estate estate, long run) {
    /** A follower's longest pause, a group's time to share out partitions, a busy machine: all of it several times. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    /** Begins the writing at one ledger. */
    void begin(String ledger, Load load) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                request(ledger)
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(load)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != ACCEPTED) {
            throw new IOException(ledger + " writes nothing: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Waits until nobody writes and every event of the ledgers has a copy. */
    void await() {
        await(Taken.NOTHING);
    }

    /** The same; where the ledgers' history went back, an event may also wait for an operator. */
    void await(Taken taken) {
        awaitWritten();
        await("every event has arrived").until(() -> arrived(taken));
    }

    /** Waits until nobody writes. */
    void awaitWritten() {
        for (String ledger : Estate.LEDGERS) {
            await("the writers of " + ledger + " have ended").until(() -> isDone(ledger));
        }
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(POLL).ignoreExceptions();
    }

    /** Writers that died with their process have ended too. */
    private boolean isDone(String ledger) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request(ledger).GET().build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == NOT_FOUND || answer.body().equals("0");
    }

    private HttpRequest.Builder request(String ledger) {
        URI uri = estate.http(ledger).resolve("/writes/" + run);
        return HttpRequest.newBuilder(uri).timeout(ANSWER);
    }

    private boolean arrived(Taken taken) throws SQLException {
        List<Database.Row> written = estate.ledger().written(run);
        Set<UUID> arrived = new HashSet<>(taken.history() ? estate.mirror().disputed(run) : Set.of());
        estate.mirror().copies(run).forEach(copy -> arrived.add(copy.origin()));
        return written.stream().allMatch(row -> row.position() > 0 && arrived.contains(row.id()));
    }
}
