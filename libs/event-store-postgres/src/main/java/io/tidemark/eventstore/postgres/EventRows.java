package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code event} in the column order that {@link PostgresEventStore} selects. */
final class EventRows {
    private EventRows() {}

    static List<StoredEvent> decode(List<Object[]> rows) {
        return new ArrayList<>(rows.stream().map(EventRows::decode).toList());
    }

    static List<StoredEvent> decode(RowSet<Row> rows) {
        List<StoredEvent> events = new ArrayList<>(rows.size());
        for (Row row : rows) {
            @Nullable Object[] values = new Object[row.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = row.getValue(column);
            }
            events.add(decode(values));
        }
        return events;
    }

    private static StoredEvent decode(@Nullable Object[] row) {
        return new StoredEvent(
                (UUID) present(row, 0),
                StreamId.parse((String) present(row, 1)),
                ((Number) present(row, 2)).longValue(),
                ((Number) present(row, 3)).longValue(),
                (String) present(row, 4),
                (String) present(row, 5),
                (String) present(row, 6),
                new Cause(
                        (UUID) present(row, 7),
                        (UUID) present(row, 8),
                        (String) present(row, 9),
                        Optional.ofNullable((UUID) row[10]),
                        Optional.ofNullable((String) row[11])),
                instant(present(row, 12)));
    }

    private static Object present(@Nullable Object[] row, int column) {
        Object value = row[column];
        if (value == null) {
            throw new IllegalStateException("column " + column + " of an event is null");
        }
        return value;
    }

    static Instant instant(Object value) {
        return value instanceof Instant instant ? instant : ((OffsetDateTime) value).toInstant();
    }
}
