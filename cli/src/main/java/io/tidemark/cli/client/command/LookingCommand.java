package io.tidemark.cli.client.command;

import io.tidemark.cli.client.api.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that shows what is, or what was. */
public abstract class LookingCommand extends ReadingCommand {
    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            order = 71,
            description = "Show what was then: a time such as 2026-11-22T08:00:00Z, or how long ago, such as 90s, 5m"
                    + " or 1h. Default: now.")
    private @Nullable String asOf;

    @Override
    protected final ApiClient api() {
        String given = asOf;
        return given == null
                ? super.api()
                : super.api().asOf(MomentArgument.read(given, surroundings().clock()));
    }
}
