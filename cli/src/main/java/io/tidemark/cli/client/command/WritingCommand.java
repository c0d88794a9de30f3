package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiRequest;
import io.tidemark.cli.client.api.Reply;
import io.tidemark.cli.client.outcome.CommandFailure;
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
        String given = idempotencyKey;
        String key = given == null ? UUID.randomUUID().toString() : given;
        if (dryRun.isGiven()) {
            output().one(tried(api.write(request.tried(), key).body()), DryRunView.SHEET);
            throw new Tried();
        }
        return api.write(request, key);
    }

    private static JsonNode tried(JsonNode answer) {
        if (!answer.has("appends")) {
            throw CommandFailure.failed("this platform is too old to know dry runs, and has done it");
        }
        return answer;
    }
}
