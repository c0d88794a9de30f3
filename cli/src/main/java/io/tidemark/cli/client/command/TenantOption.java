package io.tidemark.cli.client.command;

import io.tidemark.cli.client.surroundings.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For which tenant. */
public final class TenantOption {
    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Name or id. Default: TIDE_TENANT, else the only one you see.")
    private @Nullable String tenant;

    /** Empty when none was named. */
    public String named(Surroundings surroundings) {
        String given = tenant;
        return given != null ? given : surroundings.variable("TIDE_TENANT").orElse("");
    }
}
