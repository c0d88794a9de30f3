package io.tidemark.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The names of topics, and their making. */
@ApplicationScoped
public class Topics {
    /** Enough for a handful of consumers each; fixed for ever, because a change would move keys between partitions. */
    public static final int EVENT_PARTITIONS = 3;

    private final String prefix;
    private final String bootstrap;
    private final short replication;

    public Topics(
            @ConfigProperty(name = "tidemark.topics.prefix", defaultValue = "tidemark") String prefix,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "tidemark.topics.replication", defaultValue = "1") short replication) {
        this.prefix = prefix;
        this.bootstrap = bootstrap;
        this.replication = replication;
    }

    /** The public events of a service; {@code audit} has the shorter name of the public audit stream. */
    public String events(String service) {
        return service.equals("audit") ? prefix + ".audit.v1" : prefix + "." + service + ".events.v1";
    }

    public String directives(String nodeId) {
        return prefix + ".node." + nodeId + ".directives.v1";
    }

    public String telemetry() {
        return prefix + ".node.telemetry.v1";
    }

    /** Makes a topic that keeps its events for ever; harmless when it is there. */
    public void ensureKeptForEver(String topic, int partitions) throws InterruptedException {
        ensure(topic, partitions, Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
    }

    /** Makes a topic of whole states that keeps the last one of each key. */
    public void ensureCompacted(String topic) throws InterruptedException {
        ensure(topic, 1, Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.1"));
    }

    /** Makes a topic of measurements that keeps an hour. */
    public void ensureShortLived(String topic) throws InterruptedException {
        ensure(topic, 1, Map.of("retention.ms", "3600000"));
    }

    private void ensure(String topic, int partitions, Map<String, String> config) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap, "request.timeout.ms", "5000", "default.api.timeout.ms", "10000"))) {
            Set<String> existing = admin.listTopics().names().get();
            if (!existing.contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, partitions, replication).configs(config)))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + topic + " cannot be made: " + e.getCause(), e);
            }
        }
    }
}
