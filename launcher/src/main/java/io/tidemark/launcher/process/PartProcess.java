package io.tidemark.launcher.process;

import io.tidemark.launcher.host.Command;
import io.tidemark.launcher.host.ProcFs;
import io.tidemark.launcher.host.RunningProcess;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.StartCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds, starts and stops the process of a part. A part is found by its signature, so it does not matter who started
 * it, nor whether that one still lives.
 */
final class PartProcess {
    private static final long LOG_BYTES = 20L << 20;

    private PartProcess() {}

    static Optional<RunningProcess> find(Part part) {
        return ProcFs.withArgument(part.signature());
    }

    /** Starts the part in a session of its own, so that no terminal and no end of ours reaches it. */
    static RunningProcess start(Part part) throws IOException, InterruptedException {
        part.prepare();
        rotate(part.log());
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(part.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(part.workingDirectory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(part.log().toFile()));
        clean(builder.environment(), part.environment());
        // setsid and setpriv replace themselves by the program: the number stays.
        long pid = builder.start().pid();
        return ProcFs.find(pid).orElseThrow(() -> new IOException(part.name() + " ended at once: see " + part.log()));
    }

    /** What the caller's shell has set must not change how a part runs. */
    private static void clean(Map<String, String> environment, Map<String, String> own) {
        environment.keySet().retainAll(List.of("PATH", "HOME", "TZ"));
        environment.put("LANG", "C.UTF-8");
        // Fewer pools of the C library, which would keep what a start has needed.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.putAll(own);
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Ends the part in good order, or by force once its grace is over. Nothing happens if it does not run. */
    static void stop(Part part) {
        Optional<RunningProcess> running = find(part);
        if (running.isEmpty()) {
            return;
        }
        signal(part.stopSignal(), running.get());
        if (running.get().awaitEnd(part.stopGrace())) {
            part.startCache().ifPresent(StartCache::keepRecording);
        } else {
            signal("KILL", running.get());
            running.get().awaitEnd(Duration.ofSeconds(5));
        }
    }

    static void signal(String name, RunningProcess process) {
        if (process.isAlive()) {
            Command.run("kill", "-" + name, Long.toString(process.pid()));
        }
    }

    /** False if the thread is to end. */
    static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
