package io.tidemark.http;

import io.tidemark.eventstore.postgres.Moment;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The two moments that a difference is asked between. */
public class Between {
    @Parameter(
            description = "A time (RFC 3339) or a position of the service's log; before the first event when absent.",
            example = "2026-11-22T08:00:00Z")
    @QueryParam("from")
    public @Nullable String from;

    @Parameter(description = "A time or a position, not before 'from'; now when absent.")
    @QueryParam("to")
    public @Nullable String to;

    Moment begin() {
        return moment("from", from).orElse(new Moment.Position(0));
    }

    Optional<Moment> end() {
        return moment("to", to);
    }

    private static Optional<Moment> moment(String name, @Nullable String text) {
        return Optional.ofNullable(text).filter(given -> !given.isBlank()).map(given -> Moment.parse(name, given));
    }
}
