package io.tidemark.node;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.libvirt.LibvirtUnavailable;
import io.tidemark.eventstore.Json;
import io.tidemark.network.node.DataplaneException;
import io.tidemark.node.agent.AgentSettings;
import io.tidemark.node.host.Capabilities;
import io.tidemark.node.host.Sweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The entrance. Without arguments it is the agent; {@code probe} prints what this host can do as JSON; {@code sweep} takes
 * everything of a platform off this host, {@code sweep --guests-only} asks guests to stop first and keeps all files. The
 * modes besides the agent need neither Kafka nor a running platform; their home is {@code tidemark.home}.
 */
@QuarkusMain
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    Main() {}

    public static void main(String... arguments) {
        List<String> words = Arrays.asList(arguments);
        if (words.isEmpty()) {
            Quarkus.run();
            return;
        }
        System.exit(run(words));
    }

    /** The edge of a command line: every failure is one line. */
    private static int run(List<String> words) {
        NodeHome home = AgentSettings.home(Main::property);
        try {
            switch (words.getFirst()) {
                case "probe" ->
                    System.out.println(Json.write(Capabilities.probe(home).json()));
                case "sweep" -> new Sweep(home).run(words.contains("--guests-only"));
                default -> {
                    System.err.println("known modes: probe, sweep [--guests-only]; not " + words.getFirst());
                    return MISUSED;
                }
            }
            return 0;
        } catch (IOException
                | UncheckedIOException
                | IllegalStateException
                | LibvirtUnavailable
                | DataplaneException e) {
            System.err.println(words.getFirst() + " failed: " + e.getMessage());
            return FAILED;
        }
    }

    /** MicroProfile's mapping of names to the environment, without starting anything for it. */
    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(
                        System.getenv(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))));
    }
}
