package io.tidemark.launcher.host;

import java.util.List;
import java.util.stream.Stream;

/** Whether we are root, or may become it. */
public final class Privilege {
    private Privilege() {}

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Whether {@code sudo} is there; it may still ask for a password. */
    public static boolean hasSudo() {
        return Command.exists("sudo");
    }

    /** The command, run as root. */
    public static List<String> privileged(List<String> command) {
        return isRoot()
                ? command
                : Stream.concat(Stream.of("sudo", "--"), command.stream()).toList();
    }
}
