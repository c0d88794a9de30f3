package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiRequest;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.outcome.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that changes something, once, however often its request must be sent; or that tries what it would change. */
public abstract class WritingCommand extends ReadingCommand {
    @Mixin
    private DryRunOption dryRun = new DryRunOption();

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            order = 72,
            description = "Run the same command with the same key again and it has one effect. Default: a new key; it"
                    + " is kept through retries.")
    private @Nullable String idempotencyKey;

    /** Sends the write. A command that is only tried shows what would happen, and ends here. */
    protected final Reply write(ApiClient api, ApiRequest request) {
        String key = key();
        if (dryRun.isGiven()) {
            output().one(tried(api, request, key), DryRunView.VIEW);
            throw new Tried();
        }
        return api.write(request, key);
    }

    /**
     * Sends one write after the other and gives their answers, each under a key of its own made of the command's. A command
     * that is only tried shows what each would do, and ends here.
     *
     * @param nothing what a person reads when there is no write
     */
    protected final List<JsonNode> writeEach(ApiClient api, List<ApiRequest> requests, String nothing) {
        String key = key();
        if (dryRun.isGiven()) {
            List<JsonNode> tried = requests.stream()
                    .map(request -> tried(api, request, keyOf(request, key)))
                    .toList();
            output().list(tried, DryRunView.VIEW, nothing);
            throw new Tried();
        }
        return requests.stream()
                .map(request -> api.write(request, keyOf(request, key)).body())
                .toList();
    }

    private String key() {
        String given = idempotencyKey;
        return given == null ? UUID.randomUUID().toString() : given;
    }

    private static String keyOf(ApiRequest request, String key) {
        return UUID.nameUUIDFromBytes((key + " " + request.uri().getPath()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static JsonNode tried(ApiClient api, ApiRequest request, String key) {
        JsonNode answer = api.write(request.tried(), key).body();
        if (!answer.has("appends")) {
            throw CommandFailure.failed("this platform is too old to know dry runs, and has done it");
        }
        return answer;
    }
}
