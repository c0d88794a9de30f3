package io.tidemark.memorybroker.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.memorybroker.node.GuestReading;
import io.tidemark.memorybroker.node.VmId;
import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TelemetrySampleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final HostMemory HOST = new HostMemory(mib(4096), mib(2048), mib(1024));

    @Test
    void freshStatisticsAreEvidence() {
        JsonNode guest = sampleOf(reported(NOW.minusSeconds(1)));
        assertThat(guest.path("evidence").booleanValue()).isTrue();
        assertThat(guest.path("usableBytes").longValue()).isEqualTo(mib(100).bytes());
        assertThat(guest.path("statsAgeMillis").longValue()).isEqualTo(1000);
    }

    @Test
    void staleStatisticsAreShownWithTheirAgeAndAreNoEvidence() {
        JsonNode guest = sampleOf(reported(NOW.minusSeconds(7)));
        assertThat(guest.path("evidence").booleanValue()).isFalse();
        assertThat(guest.path("statsAgeMillis").longValue()).isEqualTo(7000);
    }

    @Test
    void aGuestThatSaysNothingIsNoEvidence() {
        JsonNode guest = sampleOf(Optional.empty());
        assertThat(guest.path("evidence").booleanValue()).isFalse();
        assertThat(guest.path("usableBytes").longValue()).isZero();
        assertThat(guest.path("statsAgeMillis").longValue()).isGreaterThan(TelemetrySample.FRESH.toMillis());
        assertThat(guest.path("actualBytes").longValue()).isEqualTo(mib(256).bytes());
    }

    @Test
    void theHostsMemoryIsReadFromTheKernelsText() {
        HostMemory host =
                HostMemory.parse("MemTotal:   100 kB\nMemFree:  40 kB\nMemAvailable:  60 kB\nHugePages_Free: 0\n");
        assertThat(host)
                .isEqualTo(new HostMemory(new MemorySize(102_400), new MemorySize(61_440), new MemorySize(40_960)));
        assertThat(HostMemory.read().total()).isGreaterThan(MemorySize.ZERO);
    }

    private static JsonNode sampleOf(Optional<GuestReading.Reported> reported) {
        GuestReading reading = new GuestReading(new VmId(new UUID(0, 1)), 1, mib(256), mib(200), reported);
        return new TelemetrySample("node", "boot", NOW, HOST, List.of(reading))
                .json()
                .path("guests")
                .path(0);
    }

    private static Optional<GuestReading.Reported> reported(Instant at) {
        return Optional.of(new GuestReading.Reported(mib(50), mib(240), mib(100), 3, MemorySize.ZERO, at));
    }

    private static MemorySize mib(long mebibytes) {
        return MemorySize.ofMebibytes(mebibytes);
    }
}
