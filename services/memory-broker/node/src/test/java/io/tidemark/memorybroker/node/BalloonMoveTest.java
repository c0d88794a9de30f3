package io.tidemark.memorybroker.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.units.MemorySize;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BalloonMoveTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final BalloonMove SHRINKING = new BalloonMove(mib(192), mib(256), true, START);

    @Test
    void nearTheTargetItHasArrivedFromBothSides() {
        assertThat(SHRINKING.look(mib(196), true, START)).isEqualTo(new BalloonMove.Look.Arrived(mib(196)));
        assertThat(SHRINKING.look(mib(188), true, START)).isEqualTo(new BalloonMove.Look.Arrived(mib(188)));
        assertThat(SHRINKING.look(mib(197), true, START)).isInstanceOf(BalloonMove.Look.StillMoving.class);
    }

    @Test
    void whatChangesIsWaitedForHoweverSlowly() {
        BalloonMove move = SHRINKING;
        for (int step = 1; step < 20; step++) {
            Instant at = START.plusSeconds(9L * step);
            move = ((BalloonMove.Look.StillMoving) move.look(mib(256 - step), true, at)).now();
            assertThat(move.since()).isEqualTo(at);
        }
    }

    @Test
    void unchangedForTenSecondsTheActualIsAllThatCanBeHad() {
        assertThat(SHRINKING.look(mib(256), true, START.plusMillis(9_999)))
                .isEqualTo(new BalloonMove.Look.StillMoving(SHRINKING));
        assertThat(SHRINKING.look(mib(256), true, START.plusSeconds(10)))
                .isEqualTo(new BalloonMove.Look.Unreachable(mib(256)));
    }

    @Test
    void aGuestWithoutADriverMayStillBoot() {
        BalloonMove booting = new BalloonMove(mib(192), mib(256), false, START);
        assertThat(booting.look(mib(256), false, START.plusSeconds(59)))
                .isEqualTo(new BalloonMove.Look.StillMoving(booting));
        assertThat(booting.look(mib(256), true, START.plusSeconds(59)))
                .isEqualTo(new BalloonMove.Look.StillMoving(
                        new BalloonMove(mib(192), mib(256), true, START.plusSeconds(59))));
        assertThat(booting.look(mib(256), false, START.plusSeconds(60)))
                .isEqualTo(new BalloonMove.Look.Unreachable(mib(256)));
    }

    private static MemorySize mib(long mebibytes) {
        return MemorySize.ofMebibytes(mebibytes);
    }
}
