package io.tidemark.launcher.part;

import io.tidemark.launcher.home.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The start of one JVM part's command line: a small heap, the start-up cache, and the mark by which the process is
 * found again.
 */
record JavaCommand(Home home, String part, StartCache cache, int heapMebibytes) {
    /**
     * The serial collector and one compiler tier: the small footprint counts here, not the last percent of speed. A heap
     * that begins small, where by default a sixty-fourth of the machine's memory is taken and touched at once, and that keeps
     * little room beyond what is in use, where by default it keeps two thirds of that.
     */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xss512k",
            "-Xms16m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=25",
            "-Djava.net.preferIPv4Stack=true");

    List<String> start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(signature());
        command.addAll(SMALL);
        command.add("-Xmx" + heapMebibytes + "m");
        command.addAll(cache.flags());
        return command;
    }

    String signature() {
        return "-Dtidemark.part=" + home.tag() + "/" + part;
    }
}
