package io.tidemark.cli.client.command;

import io.tidemark.cli.client.outcome.CommandFailure;
import java.util.List;

/** The platform's services, by the word that stands in their addresses. */
public final class ServiceName {
    /** As operators think of them: what the others stand on first. */
    public static final List<String> ALL = List.of("identity", "compute", "network", "memory-broker", "audit");

    private ServiceName() {}

    /**
     * The service itself.
     *
     * @throws CommandFailure when there is none of that name
     */
    public static String of(String given) {
        if (!ALL.contains(given)) {
            throw CommandFailure.usage("no service is called " + given + "; one of: " + String.join(", ", ALL));
        }
        return given;
    }

    /** The service, or all of them when none is given. */
    public static List<String> orAll(String given) {
        return given.isEmpty() ? ALL : List.of(of(given));
    }
}
