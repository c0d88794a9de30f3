package io.tidemark.compute.fleet;

import io.tidemark.units.MemorySize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses a node: filters say which can, weighers which should, and both say why. Pure: the same fleet gives the
 * same choice, ties by id.
 */
public final class Placement {
    private static final List<Filter> FILTERS = List.of(Placement::reachable, Placement::holdsDisk, Placement::large);
    private static final Weigher MOST_FREE =
            (request, node) -> node.memory().minusOrZero(node.committed()).bytes();

    private Placement() {}

    /** What is to be placed; {@code home} is the node that holds its disk, if one does. */
    public record Request(MemorySize memory, Optional<NodeId> home) {}

    /**
     * A node as placement sees it.
     *
     * @param committed the memory of the guests placed on it
     */
    public record Candidate(
            NodeId nodeId, String hostname, boolean reachable, MemorySize memory, MemorySize committed) {
        /** The same node once it has taken that much more. */
        public Candidate committing(MemorySize more) {
            return new Candidate(nodeId, hostname, reachable, memory, committed.plus(more));
        }
    }

    /** What was said of one node; {@code verdict} is chosen, possible or refused. */
    public record Verdict(NodeId nodeId, String verdict, String why) {}

    /** The node chosen, if any, and what was said of each. */
    public record Choice(Optional<NodeId> chosen, List<Verdict> verdicts) {
        /** Nothing was offered. */
        public static final Choice NONE = new Choice(Optional.empty(), List.of());

        /** For people: each node with its reason. */
        public String explain() {
            return verdicts.isEmpty()
                    ? "no node is enrolled"
                    : String.join(
                            "; ",
                            verdicts.stream()
                                    .map(v -> v.nodeId() + ": " + v.why())
                                    .toList());
        }
    }

    /** Whether a node can take it; empty when it can, else why not. */
    @FunctionalInterface
    interface Filter {
        Optional<String> refusal(Request request, Candidate node);
    }

    /** How well a node suits; more is better. */
    @FunctionalInterface
    interface Weigher {
        long weigh(Request request, Candidate node);
    }

    public static Choice choose(Request request, List<Candidate> fleet) {
        List<Verdict> verdicts = new ArrayList<>();
        List<Candidate> possible = new ArrayList<>();
        for (Candidate node : fleet) {
            Optional<String> refusal = FILTERS.stream()
                    .flatMap(filter -> filter.refusal(request, node).stream())
                    .findFirst();
            refusal.ifPresentOrElse(
                    why -> verdicts.add(new Verdict(node.nodeId(), "refused", why)), () -> possible.add(node));
        }
        Optional<Candidate> best = possible.stream()
                .max(Comparator.<Candidate>comparingLong(node -> MOST_FREE.weigh(request, node))
                        .thenComparing(node -> node.nodeId().value(), Comparator.reverseOrder()));
        for (Candidate node : possible) {
            boolean chosen = best.filter(node::equals).isPresent();
            MemorySize free = node.memory().minusOrZero(node.committed());
            verdicts.add(new Verdict(node.nodeId(), chosen ? "chosen" : "possible", free + " uncommitted"));
        }
        return new Choice(best.map(Candidate::nodeId), List.copyOf(verdicts));
    }

    private static Optional<String> reachable(Request request, Candidate node) {
        return node.reachable() ? Optional.empty() : Optional.of("not reachable");
    }

    private static Optional<String> holdsDisk(Request request, Candidate node) {
        return request.home().filter(home -> !home.equals(node.nodeId())).map(home -> "the disk is on " + home);
    }

    private static Optional<String> large(Request request, Candidate node) {
        return request.memory().isMoreThan(node.memory())
                ? Optional.of("needs " + request.memory() + ", has " + node.memory())
                : Optional.empty();
    }
}
