package io.tidemark.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table. Not thread-safe. */
public final class Table {
    private final List<String> lines = new ArrayList<>();
    private final int columns;

    public Table(String... headers) {
        columns = headers.length;
        lines.add(line(headers));
        lines.add("| --- ".repeat(columns) + "|");
    }

    /** @throws IllegalArgumentException when the row has another number of cells than there are headers */
    public Table row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        lines.add(line(cells));
        return this;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
