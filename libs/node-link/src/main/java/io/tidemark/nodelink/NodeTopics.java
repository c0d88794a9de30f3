package io.tidemark.nodelink;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of one node.
 *
 * @param prefix first part of every topic of the platform, so that platforms on one broker do not meet
 * @param nodeId identity of the node; one part of the names of its own topics
 */
public record NodeTopics(String prefix, String nodeId) {
    private static final Map<String, String> LAST_OF_EACH_KEY =
            Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.1");
    private static final Map<String, String> FOR_EVER = Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    private static final Map<String, String> ONE_HOUR = Map.of("retention.ms", "3600000");

    /** What this node is to be like: written by services, read by this node only. */
    public String directives() {
        return prefix + ".node." + nodeId + ".directives.v1";
    }

    /** What happened on this node: written by this node only. */
    public String facts() {
        return prefix + ".node." + nodeId + ".facts.v1";
    }

    /** Measurements of all nodes. */
    public String telemetry() {
        return prefix + ".node.telemetry.v1";
    }

    /**
     * Makes those that are not there, each with one partition: that is what keeps directives and facts in order.
     *
     * @throws KafkaException when the broker does not answer or refuses
     */
    public void ensure(Broker broker) {
        try (Admin admin = Admin.create(broker.admin())) {
            Set<String> existing = admin.listTopics().names().get();
            for (NewTopic topic : List.of(
                    topic(directives(), broker, LAST_OF_EACH_KEY),
                    topic(facts(), broker, FOR_EVER),
                    topic(telemetry(), broker, ONE_HOUR))) {
                if (!existing.contains(topic.name())) {
                    make(admin, topic);
                }
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the topics of node " + nodeId + " cannot be made", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static NewTopic topic(String name, Broker broker, Map<String, String> config) {
        return new NewTopic(name, 1, broker.replication()).configs(config);
    }

    /** A service may make the same topic at the same moment. */
    private static void make(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
