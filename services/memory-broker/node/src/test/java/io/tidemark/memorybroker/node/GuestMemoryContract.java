package io.tidemark.memorybroker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.units.MemorySize;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link GuestMemory} keeps to; a subclass brings one, and a running guest. */
public abstract class GuestMemoryContract {
    private static final VmId NOBODY = new VmId(new UUID(0, 1));

    /** The guest memory under test. */
    protected abstract GuestMemory memory();

    /** Runs a guest with this memory at boot under this epoch. */
    protected abstract VmId runGuest(long epoch, MemorySize boot);

    @Test
    void aGuestThatDoesNotRunHasNoStatisticsAndTakesNoTarget() {
        assertThat(memory().statistics(NOBODY)).isEmpty();
        assertThatThrownBy(() -> memory().setTarget(NOBODY, MemorySize.ofMebibytes(128)))
                .isInstanceOf(GuestMemoryException.class);
    }

    @Test
    void aRunningGuestIsReadUnderItsEpochAloneAndAmongAll() {
        VmId vm = runGuest(7, MemorySize.ofMebibytes(256));
        GuestReading reading = memory().statistics(vm).orElseThrow();
        assertThat(reading.epoch()).isEqualTo(7);
        assertThat(reading.actual()).isEqualTo(MemorySize.ofMebibytes(256));
        assertThat(memory().statistics()).extracting(GuestReading::vm).contains(vm);
    }

    @Test
    void aTargetStandsWhenTheCallReturnsAndTheCallIsTold() {
        VmId vm = runGuest(1, MemorySize.ofMebibytes(256));
        Action action = memory().setTarget(vm, MemorySize.ofMebibytes(192));
        assertThat(action.outcome()).isEqualTo(Action.OK);
        assertThat(action.target()).contains(vm.value());
    }

    @Test
    void aTargetAboveTheMemoryAtBootAsksForTheMemoryAtBoot() {
        VmId vm = runGuest(1, MemorySize.ofMebibytes(256));
        memory().setTarget(vm, MemorySize.ofGibibytes(4));
        assertThat(memory().statistics(vm).orElseThrow().actual()).isEqualTo(MemorySize.ofMebibytes(256));
    }
}
