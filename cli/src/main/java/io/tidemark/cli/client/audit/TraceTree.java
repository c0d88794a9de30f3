package io.tidemark.cli.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.command.EventText;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Draws a causal trace: each line an event or a call on a host, its time since the first event before it. Pure. */
final class TraceTree {
    private final List<String> lines = new ArrayList<>();
    private final Optional<Instant> start;

    private TraceTree(Optional<Instant> start) {
        this.start = start;
    }

    static List<String> lines(JsonNode trace) {
        Optional<Instant> start = nodes(trace.path("roots"))
                .flatMap(node -> time(node, "time").stream())
                .min(Comparator.naturalOrder());
        TraceTree tree = new TraceTree(start);
        tree.lines.add("Trace " + Words.oneLine(Json.text(trace, "correlationId"))
                + start.map(first -> ", from " + first).orElse(""));
        tree.drawAll(byTime(trace.path("roots")), "");
        return tree.lines;
    }

    /** The numbers of all records in the trace, in the order of the tree. */
    static List<String> leaves(JsonNode trace) {
        return nodes(trace.path("roots"))
                .map(node -> Words.oneLine(Json.text(node, "leaf")))
                .toList();
    }

    private void drawAll(List<JsonNode> nodes, String indent) {
        for (int i = 0; i < nodes.size(); i++) {
            draw(nodes.get(i), indent, i == nodes.size() - 1);
        }
    }

    private void draw(JsonNode node, String indent, boolean last) {
        lines.add(offset(node, "time") + indent + (last ? "└─ " : "├─ ") + described(node));
        String below = indent + (last ? "   " : "│  ");
        List<JsonNode> children = byTime(node.path("children"));
        List<JsonNode> actions = elements(node.path("data").path("actions"));
        for (int i = 0; i < actions.size(); i++) {
            boolean lastBelow = children.isEmpty() && i == actions.size() - 1;
            lines.add(offset(actions.get(i), "startedAt") + below + (lastBelow ? "└╴ " : "├╴ ") + call(actions.get(i)));
        }
        drawAll(children, below);
    }

    private String offset(JsonNode node, String field) {
        String text = start.flatMap(first -> time(node, field).map(then -> signed(Duration.between(first, then))))
                .orElse("");
        return String.format("%10s  ", text);
    }

    /** A host's clock may be behind the one that stamped the first event. */
    private static String signed(Duration offset) {
        return (offset.isNegative() ? "" : "+") + Words.span(offset);
    }

    private static String described(JsonNode node) {
        StringBuilder line = new StringBuilder(EventText.type(Json.text(node, "type")));
        append(line, "  ", Json.text(node, "subject"));
        append(line, "  ", EventText.by(node));
        append(line, "  ", EventText.digest(node.path("data")));
        append(line, "  #", Json.text(node, "leaf"));
        return Words.oneLine(line.toString());
    }

    private static String call(JsonNode action) {
        StringBuilder line = new StringBuilder(Json.text(action, "call"));
        append(line, " ", Json.text(action, "target"));
        if (action.path("micros").isNumber()) {
            append(
                    line,
                    "  took ",
                    Words.span(Duration.ofNanos(1000 * action.path("micros").asLong())));
        }
        append(line, "  ", Json.text(action, "outcome"));
        return Words.oneLine(line.toString());
    }

    private static void append(StringBuilder line, String before, String text) {
        if (!text.isEmpty()) {
            line.append(before).append(text);
        }
    }

    private static Stream<JsonNode> nodes(JsonNode siblings) {
        return elements(siblings).stream()
                .flatMap(node -> Stream.concat(Stream.of(node), nodes(node.path("children"))));
    }

    private static List<JsonNode> byTime(JsonNode siblings) {
        List<JsonNode> sorted = new ArrayList<>(elements(siblings));
        sorted.sort(Comparator.comparing(node -> time(node, "time").orElse(Instant.MAX)));
        return sorted;
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        try {
            return Optional.of(Instant.parse(Json.text(node, field)));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
