package io.tidemark.cli.client.command;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiRequest;
import io.tidemark.cli.client.api.Reply;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that changes something, once, however often its request must be sent. */
public abstract class WritingCommand extends ReadingCommand {
    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            order = 72,
            description = "Run the same command with the same key again and it has one effect. Default: a new key; it"
                    + " is kept through retries.")
    private @Nullable String idempotencyKey;

    protected final Reply write(ApiClient api, ApiRequest request) {
        String key = idempotencyKey;
        return api.write(request, key == null ? UUID.randomUUID().toString() : key);
    }
}
