package io.tidemark.nodelink;

import java.util.HashMap;
import java.util.Map;

/**
 * Where Kafka is, and how clients of a node talk to it.
 *
 * @param bootstrap addresses, comma-separated
 * @param replication copies of each topic that the node makes
 */
public record Broker(String bootstrap, short replication) {
    /** Calls are short: a broker that is away is asked again by those who need it, not waited for inside one call. */
    private static final String CALL_MILLIS = "5000";

    private static final String WHOLE_CALL_MILLIS = "10000";

    public static Broker single(String bootstrap) {
        return new Broker(bootstrap, (short) 1);
    }

    Map<String, Object> admin() {
        return common();
    }

    /** Without a group: a node's topics have one reader, which starts at the beginning. */
    Map<String, Object> consumer() {
        Map<String, Object> settings = common();
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("fetch.max.wait.ms", "500");
        return settings;
    }

    /** In order and without duplicates of its own making; waits for all in-sync replicas. */
    Map<String, Object> orderedProducer() {
        Map<String, Object> settings = common();
        settings.remove("default.api.timeout.ms");
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("max.block.ms", WHOLE_CALL_MILLIS);
        settings.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        settings.put("buffer.memory", "4194304");
        return settings;
    }

    /** For what is worthless when late: hardly waits for a broker, and gives up soon. */
    Map<String, Object> hastyProducer() {
        Map<String, Object> settings = common();
        settings.remove("default.api.timeout.ms");
        settings.put("acks", "1");
        settings.put("enable.idempotence", "false");
        settings.put("max.block.ms", "500");
        settings.put("request.timeout.ms", "2000");
        settings.put("delivery.timeout.ms", "4000");
        settings.put("buffer.memory", "1048576");
        return settings;
    }

    private Map<String, Object> common() {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "request.timeout.ms",
                CALL_MILLIS,
                "default.api.timeout.ms",
                WHOLE_CALL_MILLIS,
                "reconnect.backoff.max.ms",
                "1000",
                "enable.metrics.push",
                "false",
                "metric.reporters",
                ""));
    }
}
