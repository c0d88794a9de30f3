package io.tidemark.compute.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Placement.Request HALF_A_GIB =
            new Placement.Request(MemorySize.ofMebibytes(512), Optional.empty());

    private static Placement.Candidate node(String id, boolean reachable, long gib, long committedGib) {
        return new Placement.Candidate(
                new NodeId(id), id, reachable, MemorySize.ofGibibytes(gib), MemorySize.ofGibibytes(committedGib));
    }

    @Test
    void chooses_the_node_with_the_most_memory_uncommitted_and_ties_by_id() {
        assertThat(Placement.choose(HALF_A_GIB, List.of(node("a", true, 8, 6), node("b", true, 8, 1)))
                        .chosen())
                .contains(new NodeId("b"));
        assertThat(Placement.choose(HALF_A_GIB, List.of(node("b", true, 8, 1), node("a", true, 8, 1)))
                        .chosen())
                .contains(new NodeId("a"));
    }

    @Test
    void an_unreachable_node_is_refused_with_the_reason() {
        Placement.Choice choice = Placement.choose(HALF_A_GIB, List.of(node("a", false, 8, 0)));
        assertThat(choice.chosen()).isEmpty();
        assertThat(choice.explain()).isEqualTo("a: not reachable");
    }

    @Test
    void a_node_that_is_too_small_is_refused_with_numbers() {
        Placement.Request large = new Placement.Request(MemorySize.ofGibibytes(16), Optional.empty());
        assertThat(Placement.choose(large, List.of(node("a", true, 8, 0))).explain())
                .isEqualTo("a: needs 16 GiB, has 8 GiB");
    }

    @Test
    void a_machine_stays_where_its_disk_is() {
        Placement.Request home = new Placement.Request(MemorySize.ofGibibytes(1), Optional.of(new NodeId("a")));
        assertThat(Placement.choose(home, List.of(node("a", true, 8, 7), node("b", true, 64, 0)))
                        .chosen())
                .contains(new NodeId("a"));
    }

    @Test
    void an_empty_fleet_says_so() {
        assertThat(Placement.choose(HALF_A_GIB, List.of()).explain()).isEqualTo("no node is enrolled");
    }
}
