package io.tidemark.launcher.host;

/**
 * One process, told apart from a later one of the same number.
 *
 * @param pid        the process number
 * @param startTicks the start, in clock ticks since boot: field 22 of {@code /proc/<pid>/stat} (proc(5))
 */
public record RunningProcess(long pid, long startTicks) {
    public boolean isAlive() {
        return ProcFs.find(pid).filter(this::equals).isPresent();
    }
}
