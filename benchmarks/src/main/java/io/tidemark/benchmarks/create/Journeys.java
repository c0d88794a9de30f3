package io.tidemark.benchmarks.create;

import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.statistics.Timings;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Many creates, hop by hop. Not thread-safe. */
final class Journeys {
    private static final double PERCENT = 100;

    private final Timings whole = new Timings();
    private final Map<Hop, Timings> hops = new EnumMap<>(Hop.class);

    void add(Journey journey) {
        whole.add(journey.whole());
        journey.hops()
                .forEach((hop, time) ->
                        hops.computeIfAbsent(hop, _ -> new Timings()).add(time));
    }

    /** Shares are of the sum of the hops' medians, so they add up to 100 %. */
    Table table() {
        double sum = hops.values().stream().mapToDouble(Timings::medianMillis).sum();
        Table table = new Table("hop", "median", "middle half", "share");
        hops.forEach((hop, timings) -> table.row(
                hop.title(),
                timings.medianText(),
                timings.quartilesText(),
                String.format(Locale.ROOT, "%.1f %%", PERCENT * timings.medianMillis() / sum)));
        return table.row("**POST to running, as the caller sees it**", whole.medianText(), whole.quartilesText(), "");
    }
}
