package io.tidemark.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a guest of the tiny image says on its serial console. */
final class GuestConsole {
    private static final Pattern TICK = Pattern.compile("tick (\\d+) uptime=([\\d.]+) memavailable=(\\d+) ip=(\\S+)");

    private final TideShell tide;
    private final String user;
    private final String vm;

    GuestConsole(TideShell tide, String user, String vm) {
        this.tide = tide;
        this.user = user;
        this.vm = vm;
    }

    /** One line that the guest says each second. */
    record Tick(long number, long memAvailableKib, String ip) {}

    List<String> lines() throws IOException, InterruptedException {
        return tide.text(user, "vm", "console", vm, "--no-follow").lines().toList();
    }

    /** The newest tick that satisfies the condition, waiting for one. */
    Tick await(String what, Duration atMost, Predicate<Tick> condition) throws IOException, InterruptedException {
        return Poll.until(
                "tick of the guest " + vm + " with " + what,
                atMost,
                () -> lastTick().filter(condition));
    }

    private Optional<Tick> lastTick() throws IOException, InterruptedException {
        return lines().stream()
                .map(TICK::matcher)
                .filter(Matcher::find)
                .map(found -> new Tick(Long.parseLong(found.group(1)), Long.parseLong(found.group(3)), found.group(4)))
                .reduce((a, b) -> b);
    }

    /** A command on the guest; does not wait for its end. */
    void run(String command) throws IOException, InterruptedException {
        tide.type(user, vm, "run " + command);
    }

    /** Where the pattern is found in what the guest has said so far. */
    List<Matcher> matches(Pattern pattern) throws IOException, InterruptedException {
        return lines().stream().map(pattern::matcher).filter(Matcher::find).toList();
    }
}
