package io.tidemark.launcher.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who listens on a port. */
public final class PortOwner {
    /** As ss(8) prints it: {@code users:(("java",pid=4711,fd=12))}. */
    private static final Pattern USER = Pattern.compile("\\(\\(\"([^\"]+)\",pid=([0-9]+)");

    private PortOwner() {}

    /** Name and number of the process in words; empty if ss is not there or may not tell. */
    public static Optional<String> of(int port) {
        return Command.run("ss", "-Hltnp", "sport", "=", ":" + port)
                .lines()
                .map(USER::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1) + ", pid " + matcher.group(2))
                .findFirst();
    }
}
