package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Words;
import io.tidemark.cli.client.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Asks after an operation until it has ended. Parts of the platform may be gone for a while meanwhile: accepted work
 * is finished when they return, so the wait goes on over that.
 */
public final class OperationWait {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration SLOWEST = Duration.ofSeconds(1);
    /** The launcher brings a killed part back within this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApiClient api;
    private final Surroundings surroundings;
    private final Progress progress;

    public OperationWait(ApiClient api, Surroundings surroundings, Progress progress) {
        this.api = api;
        this.surroundings = surroundings;
        this.progress = progress;
    }

    /**
     * The operation as it ended well.
     *
     * @param accepted the operation as it was last seen
     * @throws CommandFailure when it failed, or did not end in time
     */
    public JsonNode ended(Reply accepted, Duration timeout) {
        Instant end = now().plus(timeout);
        Instant lastSeen = now();
        JsonNode operation = accepted.body();
        Duration interval = FIRST;
        String id = Json.text(operation, "id");
        while (isRunning(operation)) {
            progress.show(operation);
            if (!now().isBefore(end)) {
                progress.end();
                throw CommandFailure.failed("operation " + id + " still runs; follow it: tide operation watch " + id);
            }
            surroundings.pause().pause(interval);
            interval = slower(interval);
            try {
                operation = api.get(OperationView.path(id), accepted.position()).body();
                lastSeen = now();
            } catch (CommandFailure failure) {
                onLost(failure, id, lastSeen);
            }
        }
        progress.show(operation);
        progress.end();
        return succeeded(operation);
    }

    /** As {@link #ended(Reply, Duration)} for an operation that somebody else began. */
    public JsonNode ended(String operationId, Duration timeout) {
        return ended(api.get(OperationView.path(operationId), OptionalLong.empty()), timeout);
    }

    private void onLost(CommandFailure failure, String id, Instant lastSeen) {
        boolean patient = failure.exitCode() == ExitCodes.UNREACHABLE
                && Duration.between(lastSeen, now()).compareTo(PATIENCE) < 0;
        if (!patient) {
            progress.end();
            throw explained(failure, id);
        }
        progress.note("the platform does not answer, still trying (operation " + id + ")");
    }

    private static CommandFailure explained(CommandFailure failure, String id) {
        return failure.exitCode() == ExitCodes.UNREACHABLE
                ? CommandFailure.unreachable(
                        failure.getMessage() + "; operation " + id + " was accepted, follow it: tide operation watch "
                                + id,
                        failure)
                : failure;
    }

    private static boolean isRunning(JsonNode operation) {
        return Json.text(operation, "state").equals("running");
    }

    private static JsonNode succeeded(JsonNode operation) {
        if (Json.text(operation, "state").equals("succeeded")) {
            return operation;
        }
        JsonNode problem = operation.path("problem");
        throw CommandFailure.failed(Words.oneLine(Json.text(operation, "kind") + " failed: "
                + Json.text(problem, "detail") + " [" + Json.text(problem, "code") + ", correlation "
                + Json.text(operation, "correlationId") + "]; see: tide audit trace "
                + Json.text(operation, "correlationId")));
    }

    private static Duration slower(Duration interval) {
        Duration longer = interval.multipliedBy(3).dividedBy(2);
        return longer.compareTo(SLOWEST) < 0 ? longer : SLOWEST;
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
