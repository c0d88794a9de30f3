package io.tidemark.launcher.process;

import io.tidemark.launcher.host.RunningProcess;
import io.tidemark.launcher.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps one part running until the thread is interrupted: waits for what it needs, adopts it or starts it, waits for
 * its end, and begins again after a pause.
 */
final class PartRunner implements Runnable {
    /** The first pause is short, because most deaths are single; the longest keeps a broken part from eating a core. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Who served this long has recovered: his next death is a first one again. */
    private static final Duration RECOVERED = Duration.ofSeconds(30);

    private static final long POLL_MILLIS = 100;

    private final Part part;
    private final StateBoard board;
    private Duration pause = FIRST_PAUSE;

    PartRunner(Part part, StateBoard board) {
        this.part = part;
        this.board = board;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            String problem = once();
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            board.change(part, state -> state.failed(problem));
            PartProcess.pause(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** One life of the part; answers how it ended. */
    private String once() {
        Optional<RunningProcess> adopted = PartProcess.find(part);
        if (adopted.isEmpty()) {
            board.change(part, state -> state.in(PartState.Phase.WAITING, 0));
            if (!board.awaitReady(part.needs())) {
                return "stopped";
            }
        }
        try {
            RunningProcess process = adopted.isPresent() ? adopted.get() : PartProcess.start(part);
            return attend(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "stopped";
        } catch (IOException | UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String attend(RunningProcess process) {
        board.change(part, state -> state.in(PartState.Phase.STARTING, process.pid()));
        long readySince = 0;
        while (process.isAlive()) {
            if (readySince == 0 && part.isReady()) {
                readySince = System.nanoTime();
                board.change(part, state -> state.in(PartState.Phase.READY, process.pid()));
            }
            if (readySince != 0 && System.nanoTime() - readySince > RECOVERED.toNanos()) {
                pause = FIRST_PAUSE;
            }
            if (!PartProcess.pause(POLL_MILLIS)) {
                return "stopped";
            }
        }
        return readySince == 0 ? "ended before it was ready" : "ended";
    }
}
