package io.tidemark.http;

import io.tidemark.eventstore.postgres.Moment;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The moment a read looks at. A resource method that takes this can be asked as of a time; {@link PastFilter} refuses the others. */
public class AsOf {
    static final String NAME = "asOf";

    @Parameter(
            description = "Look as of this past moment: a time (RFC 3339), or a position of the service's log."
                    + " Now when absent.",
            example = "2026-11-22T08:00:00Z")
    @QueryParam(NAME)
    public @Nullable String asOf;

    /** Empty for now. */
    public Optional<Moment> moment() {
        return Optional.ofNullable(asOf).filter(text -> !text.isBlank()).map(text -> Moment.parse(NAME, text));
    }

    /** Whether it is the present that is asked for. */
    public boolean isNow() {
        return moment().isEmpty();
    }
}
