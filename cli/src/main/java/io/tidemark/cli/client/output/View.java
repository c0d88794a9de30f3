package io.tidemark.cli.client.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What people see of one kind of item. Immutable; {@link #column} and {@link #number} give a longer view.
 *
 * @param id what {@code -q} prints
 */
public record View(Function<JsonNode, String> id, List<Column> columns) {
    public View {
        columns = List.copyOf(columns);
    }

    /** A view of items that are told apart by this field. */
    public static View identifiedBy(String field) {
        return new View(item -> Json.text(item, field), List.of());
    }

    public View column(String title, Cell cell) {
        return plus(new Column(title, false, cell));
    }

    /** A column aligned to the right. */
    public View number(String title, Cell cell) {
        return plus(new Column(title, true, cell));
    }

    private View plus(Column column) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new View(id, more);
    }
}
