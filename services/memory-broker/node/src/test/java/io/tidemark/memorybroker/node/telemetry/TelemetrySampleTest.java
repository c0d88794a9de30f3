package io.tidemark.memorybroker.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.memorybroker.node.GuestReading;
import io.tidemark.memorybroker.node.VmId;
import io.tidemark.testkit.published.PublishedLanguage;
import io.tidemark.testkit.published.PublishedVersion;
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
    void aSampleIsThePublishedOne() {
        PublishedVersion published = PublishedLanguage.ofThisRepository().version("tidemark.node.telemetry.sampled.v1");
        GuestReading.Reported told =
                new GuestReading.Reported(mib(192), mib(480), mib(256), 120, MemorySize.ZERO, NOW.minusSeconds(1));
        GuestReading reading = new GuestReading(
                new VmId(UUID.fromString("71de0006-0000-4000-8000-000000000001")),
                1,
                mib(512),
                mib(384),
                Optional.of(told));
        TelemetrySample sample = new TelemetrySample(
                "71de0007-0000-4000-8000-000000000001",
                "4d2c6f5e-1f5b-4a9e-8a5e-5b0c8f1f2a3b",
                NOW,
                new HostMemory(mib(8192), mib(5120), mib(1024)),
                List.of(reading));

        assertThat(sample.json().toString()).isEqualTo(published.sample().toString());
        assertThat(published.violations(withoutGuests())).isEmpty();
    }

    private static JsonNode withoutGuests() {
        return new TelemetrySample(UUID.randomUUID().toString(), "boot", NOW, HOST, List.of()).json();
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
