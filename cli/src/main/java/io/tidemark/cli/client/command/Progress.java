package io.tidemark.cli.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Words;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * How far an operation is, on standard error: one line drawn again in place where a person watches, one line per new
 * step elsewhere, nothing when quiet.
 */
public final class Progress {
    private static final String REDRAW = "\r\033[K";

    private final PrintWriter err;
    private final boolean inPlace;
    private final boolean quiet;
    private int stepsShown;
    private String lastLine = "";

    public Progress(PrintWriter err, boolean inPlace, boolean quiet) {
        this.err = err;
        this.inPlace = inPlace;
        this.quiet = quiet;
    }

    public void show(JsonNode operation) {
        if (quiet) {
            return;
        }
        JsonNode steps = operation.path("steps");
        if (inPlace) {
            String step = steps.isEmpty() ? "" : Json.text(steps.get(steps.size() - 1), "name");
            draw(Json.text(operation, "kind") + "  " + operation.path("percent").asInt() + " %  " + step);
            return;
        }
        for (; stepsShown < steps.size(); stepsShown++) {
            JsonNode step = steps.get(stepsShown);
            err.println(Words.oneLine(
                    elapsed(operation, step) + "  " + Json.text(step, "name") + "  " + Json.text(step, "detail")));
        }
        err.flush();
    }

    /** Something about the waiting itself. */
    public void note(String line) {
        if (!quiet && !line.equals(lastLine)) {
            if (inPlace) {
                draw(line);
            } else {
                err.println(line);
                err.flush();
            }
            lastLine = line;
        }
    }

    /** Leaves the terminal's line empty for what comes next. */
    public void end() {
        if (inPlace && !quiet) {
            err.print(REDRAW);
            err.flush();
        }
    }

    private void draw(String line) {
        err.print(REDRAW + Words.oneLine(line));
        err.flush();
    }

    private static String elapsed(JsonNode operation, JsonNode step) {
        try {
            Instant started = Instant.parse(Json.text(operation, "startedAt"));
            return "+" + Words.span(Duration.between(started, Instant.parse(Json.text(step, "at"))));
        } catch (DateTimeException unknown) {
            return Json.text(step, "at");
        }
    }
}
