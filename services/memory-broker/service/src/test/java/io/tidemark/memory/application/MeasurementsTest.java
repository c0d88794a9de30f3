package io.tidemark.memory.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.eventstore.Json;
import io.tidemark.memory.application.Measurements.GuestSample;
import io.tidemark.units.MemorySize;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
    private static GuestSample sample(String rest) {
        return Json.read("{\"vmId\":\"vm-1\",\"epoch\":1,\"actualBytes\":1000" + rest + "}", GuestSample.class);
    }

    private static Optional<MemorySize> used(String rest) {
        return sample(rest).used();
    }

    @Test
    void what_a_guest_uses_is_its_memory_less_what_it_could_give() {
        assertThat(used(",\"usableBytes\":300,\"evidence\":true")).contains(new MemorySize(700));
        assertThat(used(",\"usableBytes\":1000,\"evidence\":true")).contains(MemorySize.ZERO);
    }

    @Test
    void a_guest_whose_driver_told_nothing_is_read_and_is_no_evidence() {
        assertThat(used(",\"residentBytes\":5,\"evidence\":false")).isEmpty();
        assertThat(used(",\"usableBytes\":300,\"evidence\":false")).isEmpty();
        assertThat(used(",\"evidence\":true")).isEmpty();
    }

    @Test
    void what_cannot_be_is_no_evidence() {
        assertThat(used(",\"usableBytes\":1001,\"evidence\":true")).isEmpty();
        assertThat(used(",\"usableBytes\":-1,\"evidence\":true")).isEmpty();
    }

    @Test
    void the_last_measurement_is_kept() {
        Measurements measurements = new Measurements();
        assertThat(measurements.latest("vm-1")).isEmpty();
        GuestSample first = sample(",\"evidence\":false");
        GuestSample second = sample(",\"usableBytes\":1,\"evidence\":true");
        measurements.keep(first);
        measurements.keep(second);
        assertThat(measurements.latest("vm-1")).contains(second);
    }
}
