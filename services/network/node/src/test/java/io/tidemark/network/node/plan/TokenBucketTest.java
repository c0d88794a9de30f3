package io.tidemark.network.node.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.network.node.Samples;
import io.tidemark.network.node.TrafficLimit;
import io.tidemark.units.Bandwidth;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final int MTU = 1500;

    @Test
    void noLimitIsNoBucket() {
        assertThat(TokenBucket.of(TrafficLimit.NONE, MTU)).isEmpty();
    }

    @Test
    void anAverageAloneFillsTheBucketAndHasNoPeak() {
        TokenBucket bucket = TokenBucket.of(Samples.megabits(10), MTU).orElseThrow();

        assertThat(bucket.bytesPerSecond()).isEqualTo(1_250_000);
        assertThat(bucket.hasPeak()).isFalse();
    }

    @Test
    void aBurstIsTheDepthOfTheBucketAndThePeakIsASecondOne() {
        TokenBucket bucket =
                TokenBucket.of(Samples.megabits(10, 40, 1_000_000), MTU).orElseThrow();

        assertThat(bucket.burstBytes()).isEqualTo(1_000_000);
        assertThat(bucket.peakBitsPerSecond()).isEqualTo(40_000_000);
        assertThat(bucket.peakBytes()).isEqualTo(40_000);
    }

    @Test
    void aBucketIsNeverShallowerThanAFrameOrATickOfTheClock() {
        assertThat(TokenBucket.of(TrafficLimit.of(new Bandwidth(8_000)), MTU)
                        .orElseThrow()
                        .burstBytes())
                .isEqualTo(1_518);
        assertThat(TokenBucket.of(Samples.megabits(10_000), MTU).orElseThrow().burstBytes())
                .isEqualTo(10_000_000);
    }

    @Test
    void aPeakWithoutAnAverageOrEqualToItIsARateWithoutBursts() {
        TokenBucket withoutAverage =
                TokenBucket.of(Samples.megabits(0, 40, 1_000_000), MTU).orElseThrow();
        TokenBucket equal =
                TokenBucket.of(Samples.megabits(40, 40, 1_000_000), MTU).orElseThrow();

        assertThat(withoutAverage).isEqualTo(equal);
        assertThat(equal.bitsPerSecond()).isEqualTo(40_000_000);
        assertThat(equal.burstBytes()).isEqualTo(40_000);
        assertThat(equal.hasPeak()).isFalse();
    }
}
