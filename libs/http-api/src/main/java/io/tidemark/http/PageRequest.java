package io.tidemark.http;

import io.tidemark.eventstore.postgres.PageCursor;
import io.tidemark.eventstore.postgres.ViewQuery;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list, as of when. */
public class PageRequest extends AsOf {
    private static final int DEFAULT_LIMIT = 100;

    @Parameter(
            description = "At most how many; 100 when absent.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
    @QueryParam("limit")
    public @Nullable String limit;

    @Parameter(description = "What 'next' of the page before said. It keeps the moment that the list is read at.")
    @QueryParam("cursor")
    public @Nullable String cursor;

    /** A page of a list that looks at the past looks at it too. */
    @Override
    public boolean isNow() {
        return super.isNow()
                && after().flatMap(page -> PageCursor.parse(page).asOf()).isEmpty();
    }

    Optional<String> after() {
        return Optional.ofNullable(cursor).filter(text -> !text.isBlank());
    }

    int rows() {
        return rows(limit);
    }

    static int rows(@Nullable String given) {
        long rows = given == null || given.isBlank() ? DEFAULT_LIMIT : Reads.number("limit", given);
        if (rows < 1 || rows > ViewQuery.LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is 1 to " + ViewQuery.LARGEST_PAGE);
        }
        return (int) rows;
    }
}
