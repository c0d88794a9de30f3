package io.tidemark.launcher.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads {@code /proc} (proc(5)). A process that ends while it is read is simply not found; a zombie counts as ended,
 * because in a container nobody may ever reap it.
 */
public final class ProcFs {
    private static final Path PROC = Path.of("/proc");

    private ProcFs() {}

    /** What {@code /proc/<pid>/stat} says that we use. */
    private record Stat(char state, long parent, long startTicks) {}

    public static Optional<RunningProcess> find(long pid) {
        return stat(pid)
                .filter(stat -> stat.state() != 'Z' && stat.state() != 'X')
                .map(stat -> new RunningProcess(pid, stat.startTicks()));
    }

    /** Every process whose command line fits, the oldest first. */
    public static List<RunningProcess> matching(Predicate<List<String>> commandLine) {
        return pids().stream()
                .filter(pid -> commandLine.test(commandLine(pid)))
                .flatMap(pid -> find(pid).stream())
                .sorted(Comparator.comparingLong(RunningProcess::startTicks))
                .toList();
    }

    /** The oldest process that has {@code argument} as one whole argument. */
    public static Optional<RunningProcess> withArgument(String argument) {
        return matching(line -> line.contains(argument)).stream().findFirst();
    }

    /** Every process of this short name that works in this directory. */
    public static List<RunningProcess> workingIn(Path directory, String name) {
        return pids().stream()
                .filter(pid -> name(pid).equals(name) && worksIn(pid, directory))
                .flatMap(pid -> find(pid).stream())
                .toList();
    }

    private static boolean worksIn(long pid, Path directory) {
        try {
            return Files.readSymbolicLink(PROC.resolve(Long.toString(pid)).resolve("cwd"))
                    .equals(directory);
        } catch (IOException endedOrNotAllowed) {
            return false;
        }
    }

    public static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            entries.forEach(entry -> pids.add(Long.parseLong(entry.getFileName().toString())));
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be listed", e);
        }
        return pids;
    }

    /** The arguments of a process; empty for kernel threads and for processes that ended. */
    public static List<String> commandLine(long pid) {
        String raw = read(pid, "cmdline");
        return raw.isEmpty() ? List.of() : List.of(raw.split("\0"));
    }

    /** The short name of a process; empty if it ended. */
    public static String name(long pid) {
        return read(pid, "comm").strip();
    }

    public static long parent(long pid) {
        return stat(pid).map(Stat::parent).orElse(0L);
    }

    /** The process and everything below it. */
    public static List<Long> tree(long root) {
        List<Long> all = pids();
        List<Long> found = new ArrayList<>();
        Deque<Long> todo = new ArrayDeque<>(List.of(root));
        while (!todo.isEmpty()) {
            long next = todo.poll();
            found.add(next);
            all.stream().filter(pid -> parent(pid) == next).forEach(todo::add);
        }
        return found;
    }

    /**
     * Resident memory of one process in bytes, 0 if it ended.
     */
    public static long residentBytes(long pid) {
        return kibibytes(read(pid, "status"), "VmRSS:");
    }

    /**
     * Resident memory in bytes of processes that share memory: a page that several share counts once, in parts. Needs
     * the right to read their {@code smaps_rollup}; without it their whole resident sets are added up.
     */
    public static long proportionalBytes(List<Long> pids) {
        return pids.stream()
                .mapToLong(pid -> {
                    long proportional = kibibytes(read(pid, "smaps_rollup"), "Pss:");
                    return proportional > 0 ? proportional : residentBytes(pid);
                })
                .sum();
    }

    private static long kibibytes(String text, String field) {
        return text.lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0L);
    }

    private static Optional<Stat> stat(long pid) {
        String text = read(pid, "stat");
        // The name, in parentheses, may hold anything, spaces and parentheses too.
        int end = text.lastIndexOf(')');
        if (end < 0) {
            return Optional.empty();
        }
        String[] fields = text.substring(end + 2).split(" ");
        return Optional.of(new Stat(fields[0].charAt(0), Long.parseLong(fields[1]), Long.parseLong(fields[19])));
    }

    private static String read(long pid, String file) {
        try {
            return new String(
                    Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException endedOrNotAllowed) {
            return "";
        }
    }
}
