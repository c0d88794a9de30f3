package io.tidemark.images;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the platform that gets an image.
 *
 * @param name as the chart and {@code tide status} name it; the image is {@code tidemark/<name>}
 * @param module folder of the Maven module that builds it
 * @param title what it is, for people
 * @param runsOnHost whether the part works on the host itself and needs its superuser: the node agent
 */
record Part(String name, String module, String title, boolean runsOnHost) {
    static final String UNPRIVILEGED = "10001:10001";
    static final String JAVA_HOME = "/opt/java";
    static final String HOME = "/opt/tidemark";

    /**
     * The launcher's flags ({@code JavaCommand}), less the preference for IPv4, which is right for one machine's loopback
     * and wrong for a cluster on IPv6.
     */
    static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx160m",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    static final List<Part> ALL = List.of(
            service("identity", "services/identity", "privileges, roles, grants and tenants"),
            service("compute", "services/compute/service", "virtual machines, images and placement"),
            service("network", "services/network/service", "networks, ports, addresses and shapes"),
            service("memory-broker", "services/memory-broker/service", "memory reservations and balloon targets"),
            service("audit", "services/audit", "the tamper-evident record"),
            service("console", "console", "web console and API gateway"),
            new Part("node", "node", "node agent", true));

    private static Part service(String name, String module, String title) {
        return new Part(name, module, title, false);
    }

    /** Debian packages below the Java runtime, with whatever they depend on. */
    List<String> packages() {
        List<String> packages =
                new ArrayList<>(List.of("base-files", "libc6", "libgcc-s1", "libstdc++6", "netbase", "tzdata"));
        if (runsOnHost) {
            // Its script needs a shell, cp and nsenter; a service's image has no shell at all.
            packages.add("busybox-static");
        }
        return packages;
    }

    String user() {
        return runsOnHost ? "0:0" : UNPRIVILEGED;
    }

    List<String> entrypoint() {
        return runsOnHost ? List.of("/bin/busybox", "sh", HOME + "/enter-host") : javaCommand();
    }

    private static List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(JAVA_HOME + "/bin/java");
        command.addAll(JVM);
        command.addAll(List.of("-jar", HOME + "/app/quarkus-run.jar"));
        return command;
    }
}
