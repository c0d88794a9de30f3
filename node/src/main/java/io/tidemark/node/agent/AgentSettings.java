package io.tidemark.node.agent;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.nodelink.Broker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an agent must be told.
 *
 * @param home the platform's folder on this host
 * @param broker where Kafka is
 * @param topicsPrefix first part of every topic's name
 * @param consoleAddress where other parts reach this agent's HTTP, such as {@code http://127.0.0.1:7420}
 * @param version of this agent
 * @param continueAfterLoss an operator's decision for one start, see {@link io.tidemark.nodelink.FactOutbox}
 */
public record AgentSettings(
        NodeHome home,
        Broker broker,
        String topicsPrefix,
        String consoleAddress,
        String version,
        boolean continueAfterLoss) {
    private static final String DEFAULT_HOME = "/var/lib/tidemark/default";
    private static final String DEFAULT_KAFKA = "127.0.0.1:7403";
    private static final String DEFAULT_CONSOLE = "http://127.0.0.1:7420";

    /** @param property gives a configuration property by its MicroProfile name */
    public static AgentSettings from(Function<String, Optional<String>> property) {
        return new AgentSettings(
                home(property),
                new Broker(
                        property.apply("kafka.bootstrap.servers").orElse(DEFAULT_KAFKA),
                        Short.parseShort(
                                property.apply("tidemark.topics.replication").orElse("1"))),
                property.apply("tidemark.topics.prefix").orElse("tidemark"),
                property.apply("tidemark.console.address").orElse(DEFAULT_CONSOLE),
                property.apply("quarkus.application.version").orElse("unknown"),
                Boolean.parseBoolean(property.apply("tidemark.node.outbox.continue-after-loss")
                        .orElse("false")));
    }

    /** The home alone, which is all that the modes without Kafka need. */
    public static NodeHome home(Function<String, Optional<String>> property) {
        return new NodeHome(Path.of(property.apply("tidemark.home").orElse(DEFAULT_HOME)));
    }
}
