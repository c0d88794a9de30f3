package io.tidemark.cli.client.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.json.Yaml;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Writes results to standard output in the form the caller chose. Lists become a table, a JSON or YAML array, or one
 * id per line; single items become a sheet, the API's object, or their id.
 */
public final class Output {
    private final Format format;
    private final boolean idsOnly;
    private final PrintWriter out;
    private final Clock clock;

    public Output(Format format, boolean idsOnly, PrintWriter out, Clock clock) {
        this.format = format;
        this.idsOnly = idsOnly;
        this.out = out;
        this.clock = clock;
    }

    /** @param nothing what a person reads when there is no item */
    public void list(List<JsonNode> items, View view, String nothing) {
        if (idsOnly) {
            items.forEach(item -> out.println(Words.oneLine(view.id().apply(item))));
        } else if (format != Format.table) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            data(array.addAll(items));
        } else if (items.isEmpty()) {
            out.println(nothing);
        } else {
            Instant now = clock.instant();
            Table.lines(
                            view.columns(),
                            items.stream().map(i -> cells(view, i, now)).toList())
                    .forEach(out::println);
        }
        out.flush();
    }

    public void one(JsonNode item, View view) {
        if (idsOnly) {
            out.println(Words.oneLine(view.id().apply(item)));
        } else if (format != Format.table) {
            data(item);
        } else {
            Table.sheet(view.columns(), cells(view, item, clock.instant())).forEach(out::println);
        }
        out.flush();
    }

    /** One item of an endless list: a line made for people, one JSON text per line, or one YAML document. */
    public void next(JsonNode item, View view) {
        if (idsOnly) {
            out.println(Words.oneLine(view.id().apply(item)));
        } else {
            switch (format) {
                case table ->
                    out.println(String.join(
                            "  ",
                            cells(view, item, clock.instant()).stream()
                                    .map(Words::oneLine)
                                    .filter(cell -> !cell.isEmpty())
                                    .toList()));
                case json -> out.println(Json.compact(item));
                case yaml -> out.print("---\n" + Yaml.write(item));
            }
        }
        out.flush();
    }

    /** Whether people read it, so that a command may draw what no view can. */
    public boolean isForPeople() {
        return format == Format.table && !idsOnly;
    }

    public boolean isQuiet() {
        return idsOnly;
    }

    /** A line for people; scripts do not get it. */
    public void say(String line) {
        if (isForPeople()) {
            out.println(line);
            out.flush();
        }
    }

    private void data(JsonNode node) {
        if (format == Format.yaml) {
            out.print(Yaml.write(node));
        } else {
            out.println(Json.pretty(node));
        }
    }

    private static List<String> cells(View view, JsonNode item, Instant now) {
        return view.columns().stream()
                .map(column -> column.cell().of(item, now))
                .toList();
    }
}
