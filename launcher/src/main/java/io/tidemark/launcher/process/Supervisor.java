package io.tidemark.launcher.process;

import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.HomeLock;
import io.tidemark.launcher.home.PlatformConfig;
import io.tidemark.launcher.host.ProcFs;
import io.tidemark.launcher.host.RunningProcess;
import io.tidemark.launcher.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs parts and keeps them running, one thread each. Its own end, in whatever way, ends none of them: the next
 * supervisor adopts them.
 */
public final class Supervisor implements AutoCloseable {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("part-", 0).daemon().factory());
    private final StateBoard board;
    private final List<Part> parts;

    /**
     * @param listener hears the states of all parts after every change
     */
    public Supervisor(List<Part> parts, Consumer<List<PartState>> listener) {
        this.parts = List.copyOf(parts);
        this.board = new StateBoard(parts, listener);
    }

    public void start() {
        parts.forEach(part -> threads.submit(new PartRunner(part, board)));
    }

    public List<PartState> states() {
        return board.snapshot();
    }

    /** Stops watching; the parts run on. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /**
     * Supervises a home until this process is ended, and writes every change to the home's state file.
     *
     * @return false at once if another supervisor is there
     */
    public static boolean supervise(Home home, PlatformConfig config, List<Part> parts)
            throws IOException, InterruptedException {
        Optional<HomeLock> lock = HomeLock.supervising(home);
        if (lock.isEmpty()) {
            return false;
        }
        RunningProcess self = ProcFs.find(ProcessHandle.current().pid()).orElseThrow();
        Consumer<List<PartState>> writing =
                states -> write(home, new PlatformState(self, config.release(), config.portBase(), states));
        try (HomeLock held = lock.get();
                Supervisor supervisor = new Supervisor(parts, writing)) {
            supervisor.start();
            Thread.currentThread().join();
            return true;
        }
    }

    private static void write(Home home, PlatformState state) {
        try {
            state.write(home.stateFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the state file " + home.stateFile() + " cannot be written", e);
        }
    }

    /** Ends a supervisor; its parts run on. */
    public static void end(RunningProcess supervisor) {
        PartProcess.signal("TERM", supervisor);
        if (!supervisor.awaitEnd(Duration.ofSeconds(5))) {
            PartProcess.signal("KILL", supervisor);
            supervisor.awaitEnd(Duration.ofSeconds(5));
        }
    }

    /**
     * Stops parts, those first that nobody needs any more, and what may stop together at once.
     *
     * @param progress hears the name of each part that has ended
     */
    public static void stop(List<Part> parts, Consumer<String> progress) {
        List<Part> left = new ArrayList<>(parts);
        while (!left.isEmpty()) {
            Set<String> needed =
                    left.stream().flatMap(part -> part.needs().stream()).collect(Collectors.toSet());
            List<Part> now =
                    left.stream().filter(part -> !needed.contains(part.name())).toList();
            if (now.isEmpty()) {
                throw new IllegalStateException("parts need each other in a circle: " + left);
            }
            stopTogether(now, progress);
            left.removeAll(new HashSet<>(now));
        }
    }

    private static void stopTogether(List<Part> parts, Consumer<String> progress) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.stream()
                    .map(part -> CompletableFuture.runAsync(() -> stopOne(part, progress), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private static void stopOne(Part part, Consumer<String> progress) {
        if (PartProcess.find(part).isPresent()) {
            PartProcess.stop(part);
            progress.accept(part.name());
        }
    }
}
