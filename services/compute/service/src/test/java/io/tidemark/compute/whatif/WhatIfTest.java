package io.tidemark.compute.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.image.ImageId;
import io.tidemark.compute.vm.TenantId;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmSpec;
import io.tidemark.units.MemorySize;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    private static Placement.Candidate node(NodeId id, long gib, long committedGib) {
        return new Placement.Candidate(
                id, id.value(), true, MemorySize.ofGibibytes(gib), MemorySize.ofGibibytes(committedGib));
    }

    private static VmSpec spec(String name, MemorySize memory) {
        return new VmSpec(
                new TenantId("t"),
                name,
                1,
                memory,
                MemorySize.ZERO,
                new ImageId("i"),
                "",
                MemorySize.ZERO,
                Optional.empty(),
                Optional.empty());
    }

    private static VmSpec gib(long gib) {
        return spec("vm", MemorySize.ofGibibytes(gib));
    }

    private static Fork.Machine machine(String id, long gib, boolean committed) {
        return new Fork.Machine(new VmId(id), id, MemorySize.ofGibibytes(gib), A, committed);
    }

    private static Forecast arriving(List<Placement.Candidate> fleet, List<VmSpec> arrivals) {
        return WhatIf.run(new Fork(fleet, List.of()), new Changes(Set.of(), List.of(), arrivals));
    }

    private static Forecast withoutA(List<Placement.Candidate> fleet, List<Fork.Machine> machines, VmSpec... arrivals) {
        return WhatIf.run(new Fork(fleet, machines), new Changes(Set.of(A), List.of(), List.of(arrivals)));
    }

    @Test
    void one_more_machine_goes_where_placement_chooses_and_says_what_was_said_of_each_node() {
        List<Placement.Candidate> fleet = List.of(node(A, 8, 6), node(B, 8, 1));

        Forecast.Arrival arrival = arriving(fleet, List.of(gib(2))).arrivals().getFirst();

        assertThat(arrival.node()).contains(B);
        assertThat(arrival.refusal()).isEmpty();
        assertThat(arrival.reasons())
                .isEqualTo(Placement.choose(new Placement.Request(MemorySize.ofGibibytes(2), Optional.empty()), fleet)
                        .verdicts());
    }

    @Test
    void each_machine_takes_its_memory_from_the_ones_after_it() {
        Forecast forecast = arriving(List.of(node(A, 8, 0), node(B, 8, 1)), Collections.nCopies(4, gib(2)));

        assertThat(forecast.arrivals())
                .extracting(arrival -> arrival.node().orElseThrow())
                .containsExactly(A, B, A, B);
        assertThat(forecast.fleet())
                .extracting(Placement.Candidate::committed)
                .containsExactly(MemorySize.ofGibibytes(4), MemorySize.ofGibibytes(5));
    }

    @Test
    void a_machine_too_large_for_every_node_would_not_start_and_takes_nothing() {
        Forecast forecast = arriving(List.of(node(A, 8, 0)), List.of(gib(16), gib(1)));

        Forecast.Arrival large = forecast.arrivals().getFirst();
        assertThat(large.node()).isEmpty();
        assertThat(large.refusal()).contains(new Forecast.Refusal("NO_NODE", "a: needs 16 GiB, has 8 GiB"));
        assertThat(large.reasons()).hasSize(1);
        assertThat(forecast.arrivals().getLast().node()).contains(A);
        assertThat(forecast.fleet().getFirst().committed()).isEqualTo(MemorySize.ofGibibytes(1));
    }

    @Test
    void a_machine_that_would_not_even_be_created_is_refused_in_the_words_of_the_decision() {
        Forecast.Arrival tiny = arriving(List.of(node(A, 8, 0)), List.of(spec("tiny", MemorySize.ofMebibytes(1))))
                .arrivals()
                .getFirst();

        assertThat(tiny.refusal())
                .contains(new Forecast.Refusal("VM_INVALID", "memoryBytes is 64 MiB to 4 TiB, not 1 MiB"));
        assertThat(tiny.reasons()).isEmpty();
    }

    @Test
    void without_its_node_a_machine_cannot_restart_but_may_fit_elsewhere() {
        Forecast.Displaced moved = withoutA(List.of(node(A, 8, 2), node(B, 8, 0)), List.of(machine("web", 2, true)))
                .displaced()
                .getFirst();

        assertThat(moved.restart().chosen()).isEmpty();
        assertThat(moved.restart().explain()).isEqualTo("b: the disk is on a");
        assertThat(moved.elsewhere().chosen()).contains(B);
    }

    @Test
    void what_ran_on_a_lost_node_takes_memory_elsewhere_before_anything_arrives_and_what_stood_still_does_not() {
        Forecast forecast = withoutA(
                List.of(node(A, 8, 3), node(B, 8, 0)),
                List.of(machine("running", 3, true), machine("stopped", 4, false)),
                gib(1));

        assertThat(forecast.displaced())
                .allMatch(moved -> moved.elsewhere().chosen().equals(Optional.of(B)));
        assertThat(forecast.arrivals().getFirst().reasons())
                .containsExactly(new Placement.Verdict(B, "chosen", "5 GiB uncommitted"));
        assertThat(forecast.fleet())
                .containsExactly(
                        new Placement.Candidate(B, "b", true, MemorySize.ofGibibytes(8), MemorySize.ofGibibytes(4)));
    }

    @Test
    void the_last_node_leaves_no_place() {
        Forecast forecast = withoutA(List.of(node(A, 8, 2)), List.of(machine("web", 2, true)), gib(1));

        assertThat(forecast.displaced().getFirst().elsewhere().chosen()).isEmpty();
        assertThat(forecast.arrivals().getFirst().refusal())
                .contains(new Forecast.Refusal("NO_NODE", "no node is enrolled"));
        assertThat(forecast.fleet()).isEmpty();
    }

    @Test
    void a_node_more_takes_what_found_no_place() {
        Changes more = new Changes(Set.of(), List.of(node(B, 32, 0)), List.of(gib(16)));

        assertThat(WhatIf.run(new Fork(List.of(node(A, 8, 0)), List.of()), more)
                        .arrivals()
                        .getFirst()
                        .node())
                .contains(B);
    }

    @Test
    void the_same_fork_and_changes_give_the_same_forecast() {
        Fork fork = new Fork(List.of(node(A, 8, 2), node(B, 8, 1)), List.of(machine("web", 2, true)));
        Changes changes = new Changes(Set.of(A), List.of(), List.of(gib(1), gib(64)));

        assertThat(WhatIf.run(fork, changes)).isEqualTo(WhatIf.run(fork, changes));
    }
}
