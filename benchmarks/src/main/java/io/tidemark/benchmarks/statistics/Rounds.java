package io.tidemark.benchmarks.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which things are measured that are to be compared: all of them in every round, each time beginning with
 * another, so that whatever else the machine does meets all of them alike. Pure.
 */
public final class Rounds {
    private Rounds() {}

    /** The things of one round in their order. */
    public static <T> List<T> order(List<T> things, int round) {
        List<T> order = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            order.add(things.get((round + i) % things.size()));
        }
        return order;
    }
}
