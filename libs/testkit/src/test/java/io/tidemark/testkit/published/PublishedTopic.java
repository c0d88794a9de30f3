package io.tidemark.testkit.published;

import java.util.List;
import java.util.Map;

/**
 * A kind of topic, as messages share it.
 *
 * @param id names it in the AsyncAPI document
 * @param address its name under the default prefix; {@code {nodeId}} stands for a node's id
 * @param about what is on it
 * @param key what a record's key is
 * @param partitions how many; fixed for ever, because a change would move keys
 * @param config what is set on the topic
 * @param writers the parts that write to it
 */
record PublishedTopic(
        String id,
        String address,
        String about,
        String key,
        int partitions,
        Map<String, Object> config,
        List<String> writers) {
    private static final Map<String, Object> FOR_EVER = Map.of("cleanup.policy", List.of("delete"), "retention.ms", -1);
    private static final Map<String, Object> LAST_OF_EACH_KEY = Map.of("cleanup.policy", List.of("compact"));
    private static final Map<String, Object> AN_HOUR =
            Map.of("cleanup.policy", List.of("delete"), "retention.ms", 3_600_000);

    private static final PublishedTopic AUDIT = new PublishedTopic(
            "audit",
            "tidemark.audit.v1",
            "The public audit stream: every event and fact as it was sealed in the tamper-evident log, in one order.",
            "The log's id, so that all records share one partition.",
            3,
            FOR_EVER,
            List.of("audit"));
    private static final PublishedTopic DIRECTIVES = new PublishedTopic(
            "node.directives",
            "tidemark.node.{nodeId}.directives.v1",
            "What services want of one node: each record is one object's whole desired state, and absence means nothing.",
            "<service>/<kind>/<object id>.",
            1,
            LAST_OF_EACH_KEY,
            List.of("compute", "memory-broker", "network"));
    private static final PublishedTopic FACTS = new PublishedTopic(
            "node.facts",
            "tidemark.node.{nodeId}.facts.v1",
            "What happened on one node, numbered without gaps; only that node writes to it.",
            "<service>/<kind>/<object id> of what the fact is about.",
            1,
            FOR_EVER,
            List.of("node"));
    private static final PublishedTopic TELEMETRY = new PublishedTopic(
            "node.telemetry",
            "tidemark.node.telemetry.v1",
            "Measurements of all nodes; not event-sourced.",
            "The node's id.",
            1,
            AN_HOUR,
            List.of("node"));

    /** How long records are kept, in words. */
    String kept() {
        if (config.equals(LAST_OF_EACH_KEY)) {
            return "the last of each key";
        }
        return config.equals(AN_HOUR) ? "an hour" : "for ever";
    }

    /** Where a version is published. */
    static PublishedTopic of(PublishedVersion version) {
        return switch (Flow.of(version)) {
            case DIRECTIVE -> DIRECTIVES;
            case FACT -> FACTS;
            case TELEMETRY -> TELEMETRY;
            case EVENT, HEARTBEAT -> version.part().equals("audit") ? AUDIT : events(version.part());
        };
    }

    private static PublishedTopic events(String service) {
        return new PublishedTopic(
                service + ".events",
                "tidemark." + service + ".events.v1",
                "The public events of " + service + ", each aggregate's in the order of its stream.",
                "The aggregate's id.",
                3,
                FOR_EVER,
                List.of(service));
    }
}
