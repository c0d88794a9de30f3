package io.tidemark.benchmarks.eventcore;

import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.statistics.Timings;
import java.util.List;
import java.util.Locale;

/** The table: what everything is compared with, then what is compared. Not thread-safe. */
final class Comparison {
    private final Turns turns;
    private final Table table = new Table("what", "median", "middle half", "ratio", "goal");
    private Timings base = new Timings();

    Comparison(Turns turns) {
        this.turns = turns;
    }

    /** What follows is compared with the first of these; the others are the same work again. */
    Comparison against(Lane first, Lane... again) {
        base = turns.of(first);
        row("**" + first.name() + "**", base, "1", "");
        for (Lane lane : again) {
            row(lane.name(), turns.of(lane), time(turns.of(lane)), "");
        }
        return this;
    }

    Comparison time(Lane lane) {
        row(lane.name(), turns.of(lane), time(turns.of(lane)), "");
        return this;
    }

    /** How many times as long it takes. */
    Comparison time(Lane lane, double atMost) {
        row(lane.name(), turns.of(lane), time(turns.of(lane)), "time at most " + atMost);
        return this;
    }

    Comparison rate(Lane lane) {
        row(lane.name(), turns.of(lane), rate(turns.of(lane)), "");
        return this;
    }

    /** How many times as much is done in the same time. */
    Comparison rate(Lane lane, double atLeast) {
        row(lane.name(), turns.of(lane), rate(turns.of(lane)), "rate at least " + atLeast);
        return this;
    }

    List<String> lines() {
        return table.lines();
    }

    private void row(String what, Timings timings, String ratio, String goal) {
        table.row(what, timings.medianText(), timings.quartilesText(), ratio, goal);
    }

    private String time(Timings timings) {
        return text(timings.ratioTo(base)) + " of the time";
    }

    private String rate(Timings timings) {
        return text(base.ratioTo(timings)) + " of the rate";
    }

    private static String text(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }
}
