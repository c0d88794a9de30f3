package io.tidemark.network.node.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortCounters;
import io.tidemark.network.node.PortState;
import io.tidemark.network.node.Samples;
import io.tidemark.network.node.Shape;
import io.tidemark.network.node.TrafficLimit;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Goodput between two guests against the shape of one, as TCP feels it. The limit counts whole frames, of which a full one
 * of 1,514 bytes carries 1,448 bytes of data.
 */
class ShapingTest {
    private static final NetworkState BLUE = Samples.network(1);
    private static final PortState ANN = Samples.port(BLUE, 1);
    private static final PortState BEN = Samples.port(BLUE, 2);
    private static final double DATA_SHARE = 1448.0 / 1514;
    private static final Percentage TOLERANCE = Percentage.withPercentage(10);
    /** A burst of the bucket before is spent by then, and TCP has found the new rate. */
    private static final int SETTLING_MILLIS = 1_200;

    private static final int WINDOWS = 5;
    private static final int WINDOW_MILLIS = 500;

    private final TestPlatform platform = new TestPlatform();
    private final LinuxDataplane dataplane = platform.open();

    @BeforeEach
    void hold() {
        dataplane.converge(DesiredState.holding(List.of(BLUE), List.of(ANN, BEN)));
    }

    @AfterEach
    void sweep() {
        platform.close();
    }

    @Test
    void goodputKeepsToTheShapeInBothDirectionsAndFollowsItWhenItChanges() throws IOException {
        shape(new Shape(Samples.megabits(10), Samples.megabits(4)));
        try (Guest ann = new Guest(platform, BLUE, ANN);
                Guest ben = new Guest(platform, BLUE, BEN)) {
            try (Stream inbound = new Stream(ben, ann)) {
                assertGoodput(inbound, 10);
                shape(new Shape(Samples.megabits(20), Samples.megabits(4)));
                assertGoodput(inbound, 20);
                shape(new Shape(Samples.megabits(6, 18, 60_000), Samples.megabits(4)));
                assertGoodput(inbound, 6);
            }
            try (Stream outbound = new Stream(ann, ben)) {
                assertGoodput(outbound, 4);
                shape(new Shape(Samples.megabits(10), Samples.megabits(14)));
                assertGoodput(outbound, 14);
            }
        }
    }

    /** What the test bench itself can carry must be far more than what it is to see limited. */
    @Test
    void withoutAShapeFarMoreGetsThrough() throws IOException {
        try (Guest ann = new Guest(platform, BLUE, ANN);
                Guest ben = new Guest(platform, BLUE, BEN);
                Stream inbound = new Stream(ben, ann)) {
            assertThat(inbound.median(3, 300)).isGreaterThan(60e6);
        }
        PortCounters counted = dataplane.counters().get(ANN.portId());
        assertThat(counted).isNotNull();
        assertThat(counted.inbound().bytes()).isGreaterThan(5_000_000);
    }

    @Test
    void aBurstIsSpentAtThePeakAndThenTheAverageHolds() throws IOException {
        shape(new Shape(Samples.megabits(4, 12, 1_000_000), TrafficLimit.NONE));
        try (Guest ann = new Guest(platform, BLUE, ANN);
                Guest ben = new Guest(platform, BLUE, BEN);
                Stream inbound = new Stream(ben, ann)) {
            // 1 MB at 12 Mbit/s, refilled at 4, lasts a second.
            List<Double> burst = inbound.windows(4, 200);

            assertThat(burst.stream().mapToDouble(rate -> rate).max().orElseThrow())
                    .isBetween(2 * 4e6 * DATA_SHARE, 12e6 * 1.1);
            assertGoodput(inbound, 4);
        }
    }

    private void shape(Shape shape) {
        dataplane.ensurePort(BLUE, ANN.withShape(shape));
    }

    /**
     * The median over several seconds, once the connection has found its pace. Whatever else this machine does can only
     * slow the test bench down, so one that comes out too low is measured again, twice at most; one too high never is.
     */
    private static void assertGoodput(Stream stream, int megabits) throws IOException {
        double expected = megabits * 1e6 * DATA_SHARE;
        double median = 0;
        for (int attempt = 0; attempt < 3 && median < expected * 0.9; attempt++) {
            stream.windows(1, SETTLING_MILLIS);
            median = stream.median(WINDOWS, WINDOW_MILLIS);
        }
        assertThat(median).as("goodput at %d Mbit/s", megabits).isCloseTo(expected, TOLERANCE);
    }
}
