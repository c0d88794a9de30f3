package io.tidemark.benchmarks.eventcore;

import io.tidemark.benchmarks.report.Origin;
import io.tidemark.benchmarks.report.PageOption;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code past}: what a page of the past costs more than one of now. */
@Singleton
@Command(
        name = "past",
        mixinStandardHelpOptions = true,
        description =
                "A page as of a past moment against the same page now, in turns, 10,000 things with 50 changes each.")
public class PastPages implements Callable<Integer> {
    private static final double GOAL = 2;

    private final PastLanes lanes;
    private final Turns turns = new Turns();

    @Mixin
    private PageOption page = new PageOption();

    @Option(names = "--rounds", defaultValue = "12", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds = 12;

    public PastPages(PastLanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public Integer call() throws Exception {
        Origin origin = Origin.beforehand();
        try (Connection connection = Servers.present().connect()) {
            PastLanes.fill(connection);
        }
        Comparison comparison = new Comparison(turns);
        compare(comparison, "a page of 100, all tenants", "/");
        compare(comparison, "a page of 100, one tenant of 20", PastLanes.ONE_TENANT);
        List<String> lines = new ArrayList<>(comparison.lines());
        lines.add("");
        lines.add(origin.line("%d rounds in turns, %d pages a turn, %,d things with %d changes each, rows of %d bytes"
                .formatted(rounds, PastLanes.PAGES_A_TURN, PastLanes.THINGS, PastLanes.CHANGES, PastLanes.ROW_BYTES)));
        page.publish("past", lines);
        return 0;
    }

    private void compare(Comparison comparison, String what, String under) throws Exception {
        Lane now = lanes.now(what + ", now", under);
        Lane again = lanes.now(what + ", now, once more (A/A)", under);
        Lane middle = lanes.then(what + ", as of a time in the middle", under, PastLanes.time(PastLanes.HEAD / 2));
        Lane late = lanes.then(what + ", as of a time near the end", under, PastLanes.time(PastLanes.HEAD * 49 / 50));
        turns.take(List.of(now, again, middle, late), rounds, PastLanes.PAGES_A_TURN);
        comparison.against(now, again).time(middle, GOAL).time(late, GOAL);
    }
}
