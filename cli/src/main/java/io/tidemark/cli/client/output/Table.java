package io.tidemark.cli.client.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lays out rows under titles, each column as wide as its widest cell; nothing trails a line. Pure. */
final class Table {
    private static final String GAP = "  ";
    private static final String EMPTY = "-";

    private Table() {}

    /** The lines of a table, titles first. */
    static List<String> lines(List<Column> columns, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(columns.stream()
                .map(column -> column.title().toUpperCase(Locale.ROOT))
                .toList());
        rows.forEach(row -> all.add(row.stream().map(Table::shown).toList()));
        int[] widths = new int[columns.size()];
        for (List<String> row : all) {
            Arrays.setAll(widths, i -> Math.max(widths[i], width(row.get(i))));
        }
        return all.stream().map(row -> line(columns, row, widths)).toList();
    }

    /** The lines of one item, a title and its value on each; what is empty is left out. */
    static List<String> sheet(List<Column> columns, List<String> values) {
        int width = columns.stream().mapToInt(c -> width(c.title())).max().orElse(0) + 1;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String[] parts = values.get(i).split("\n", -1);
            for (int part = 0; part < parts.length; part++) {
                String value = Words.oneLine(parts[part]);
                if (!value.isEmpty()) {
                    String title = part == 0 ? columns.get(i).title() + ":" : "";
                    lines.add(padded(title, width, false) + GAP + value);
                }
            }
        }
        return lines;
    }

    private static String line(List<Column> columns, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : GAP)
                    .append(padded(row.get(i), widths[i], columns.get(i).number()));
        }
        return line.toString().stripTrailing();
    }

    private static String shown(String value) {
        String clean = Words.oneLine(value);
        return clean.isEmpty() ? EMPTY : clean;
    }

    private static String padded(String text, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - width(text)));
        return right ? space + text : text + space;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
