package io.tidemark.compute.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.vm.VmEvent.*;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Compute killed after each of its lines in turn: every start that fails gives back all it took, once, the last first. */
class ProcessWalkTest {
    @RepeatedTest(25)
    void gives_back_in_order_and_once_wherever_it_was_killed(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        ProcessWalk undisturbed = new ProcessWalk(seed, -1);
        undisturbed.live();
        check(undisturbed, seed, -1);
        assertThat(undisturbed.lines()).isGreaterThan(20);
        for (long killAt = 0; killAt < undisturbed.lines(); killAt++) {
            ProcessWalk walk = new ProcessWalk(seed, killAt);
            walk.live();
            check(walk, seed, killAt);
        }
    }

    private static void check(ProcessWalk walk, long seed, long killAt) {
        String story = "seed " + seed + " killed at " + killAt + ": " + walk.log;
        starts(walk.log).forEach(start -> checkStart(start, story));
        Optional<Long> wanted = walk.isRunning() ? Optional.of(walk.body().epoch()) : Optional.empty();
        assertThat(walk.node.running()).as(story).isEqualTo(wanted);
        if (walk.isRunning()) {
            assertThat(walk.node.isPaused()).as(story).isEqualTo(walk.isPaused());
        }
        assertThat(walk.network.held()).as(story).isEqualTo(wanted);
        assertThat(walk.broker.held()).as(story).isEqualTo(wanted);
        assertThat(walk.network.takenBack).as(story).doesNotHaveDuplicates();
        assertThat(walk.broker.takenBack).as(story).doesNotHaveDuplicates();
    }

    /** The events of each start, from its placing to the next one. */
    private static List<List<VmEvent>> starts(List<VmEvent> log) {
        List<List<VmEvent>> starts = new ArrayList<>();
        for (VmEvent event : log) {
            if (event instanceof VmPlaced) {
                starts.add(new ArrayList<>());
            }
            if (!starts.isEmpty()) {
                starts.getLast().add(event);
            }
        }
        return starts;
    }

    private static void checkStart(List<VmEvent> start, String story) {
        List<Grant> taken = new ArrayList<>();
        List<Grant> asked = new ArrayList<>();
        List<Grant> ended = new ArrayList<>();
        int failed = 0;
        for (VmEvent event : start) {
            switch (event) {
                case VmMemoryGranted _ -> take(taken, Grant.memory);
                case VmPortBound _ -> take(taken, Grant.port);
                case VmCompensationAsked e -> asked.add(e.grant());
                case VmCompensationEnded e -> {
                    assertThat(asked.getLast()).as(story).isEqualTo(e.grant());
                    ended.add(e.grant());
                }
                case VmStartFailed _ -> failed++;
                default -> {}
            }
        }
        if (failed > 0) {
            Collections.reverse(taken);
            assertThat(asked).as(story).isEqualTo(taken);
            assertThat(ended).as(story).isEqualTo(taken);
            assertThat(failed).as(story).isEqualTo(1);
        } else {
            assertThat(asked).as(story).isEmpty();
        }
    }

    private static void take(List<Grant> taken, Grant grant) {
        if (!taken.contains(grant)) {
            taken.add(grant);
        }
    }
}
