package io.tidemark.memorybroker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.memorybroker.node.simulated.SimulatedGuests;
import io.tidemark.units.MemorySize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BalloonModuleTest {
    private static final VmId VM = new VmId(new UUID(0, 42));
    private static final Cause CAUSE = new Cause("correlation", "directive");

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final List<ObjectNode> told = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private final SimulatedGuests guests = new SimulatedGuests(() -> now);
    private final BalloonModule module = new BalloonModule("node", guests, this::take, () -> now);

    private void take(String type, String key, ObjectNode body, Cause causedBy) {
        assertThat(type).isEqualTo("tidemark.node.balloon.moved.v1");
        assertThat(key).isEqualTo("memory-broker/guest/" + VM);
        told.add(body);
        causes.add(causedBy);
    }

    @Test
    void aBalloonIsMovedAndToldOnceWithItsCauseAndTheCall() {
        guests.run(VM, 3, mib(512), mib(64), true);
        held(3, 1, 256);
        module.begin();
        ticks(10);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().path("targetBytes").asLong()).isEqualTo(mib(256).bytes());
        assertThat(told.getFirst().path("actualBytes").asLong()).isEqualTo(mib(256).bytes());
        assertThat(told.getFirst().path("epoch").asLong()).isEqualTo(3);
        assertThat(told.getFirst().path("actions")).hasSize(1);
        assertThat(causes).containsExactly(CAUSE);
    }

    @Test
    void nothingMovesBeforeEveryDirectiveWasGiven() {
        guests.run(VM, 3, mib(512), mib(64), true);
        held(3, 1, 256);
        held(3, 2, 384);
        ticks(5);
        assertThat(guests.targetOf(VM)).isEqualTo(mib(512));
        module.begin();
        ticks(5);
        assertThat(guests.targetOf(VM)).isEqualTo(mib(384));
        assertThat(told).hasSize(1);
    }

    @Test
    void aTargetThatTheGuestCannotReachEndsAtTheActualAndIsGivenUp() {
        guests.run(VM, 3, mib(512), mib(320), true);
        held(3, 1, 128);
        module.begin();
        ticks(4);
        assertThat(told).isEmpty();
        now = now.plus(BalloonMove.STILL);
        ticks(1);
        assertThat(told.getFirst().path("targetBytes").asLong()).isEqualTo(mib(128).bytes());
        assertThat(told.getFirst().path("actualBytes").asLong()).isEqualTo(mib(320).bytes());
        assertThat(guests.targetOf(VM)).isEqualTo(mib(320));
    }

    @Test
    void aGuestThatRunsUnderAnotherEpochIsNotTouched() {
        guests.run(VM, 2, mib(512), mib(64), true);
        held(3, 1, 256);
        module.begin();
        ticks(5);
        assertThat(guests.targetOf(VM)).isEqualTo(mib(512));
        guests.run(VM, 3, mib(512), mib(64), true);
        ticks(10);
        assertThat(guests.targetOf(VM)).isEqualTo(mib(256));
        assertThat(told).hasSize(1);
    }

    @Test
    void anOlderGenerationOrEpochChangesNothing() {
        guests.run(VM, 3, mib(512), mib(64), true);
        held(3, 5, 256);
        held(3, 4, 128);
        held(2, 9, 128);
        module.begin();
        ticks(10);
        assertThat(guests.targetOf(VM)).isEqualTo(mib(256));
    }

    @Test
    void whatCannotBeAskedNowIsAskedAgain() {
        guests.run(VM, 3, mib(512), mib(64), true);
        guests.setReachable(false);
        held(3, 1, 256);
        module.begin();
        ticks(3);
        guests.setReachable(true);
        ticks(10);
        assertThat(told).hasSize(1);
    }

    @Test
    void aGuestIsReadyUnderExactlyTheGrantedEpochUntilTheGrantIsOver() {
        CompletableFuture<Void> granted = module.whenHeld(VM, 3);
        assertThat(module.readiness(VM, 3)).isInstanceOf(MemoryReadiness.Answer.Waiting.class);
        held(2, 1, 256);
        assertThat(granted).isNotDone();
        held(3, 1, 256);
        assertThat(granted).isCompleted();
        assertThat(module.readiness(VM, 3)).isInstanceOf(MemoryReadiness.Answer.Held.class);
        ObjectNode over = directive(3, 2).put("desired", "absent");
        module.accept(GuestDirective.KEY + VM, over, CAUSE);
        assertThat(module.readiness(VM, 3)).isInstanceOf(MemoryReadiness.Answer.Waiting.class);
    }

    @Test
    void aDirectiveThatMakesNoSenseIsRefusedAndChangesNothing() {
        ObjectNode more =
                directive(3, 1).put("desired", "held").put("maxBytes", 1).put("targetBytes", 2);
        assertThatThrownBy(() -> module.accept(GuestDirective.KEY + VM, more, CAUSE))
                .isInstanceOf(MalformedDirective.class);
        assertThatThrownBy(() -> module.accept(GuestDirective.KEY + "x", directive(1, 1), CAUSE))
                .isInstanceOf(MalformedDirective.class);
        assertThat(module.readiness(VM, 3)).isInstanceOf(MemoryReadiness.Answer.Waiting.class);
    }

    private void held(long epoch, long generation, long targetMebibytes) {
        ObjectNode body = directive(epoch, generation)
                .put("desired", "held")
                .put("maxBytes", mib(512).bytes())
                .put("targetBytes", mib(targetMebibytes).bytes());
        module.accept(GuestDirective.KEY + VM, body, CAUSE);
    }

    private static ObjectNode directive(long epoch, long generation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("vmId", VM.value())
                .put("epoch", epoch)
                .put("generation", generation);
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            now = now.plus(Duration.ofMillis(500));
            module.tick();
        }
    }

    private static MemorySize mib(long mebibytes) {
        return MemorySize.ofMebibytes(mebibytes);
    }
}
