package io.tidemark.testkit.published;

/** How a published version travels: which kind of topic it is on, and what a consumer may expect of it. */
public enum Flow {
    /** An event of a service's aggregate: in its stream for ever, with a revision. */
    EVENT,
    /** What a node tells: numbered within the node, kept for ever. */
    FACT,
    /** One object's whole desired state for one node: the last of each key is kept. */
    DIRECTIVE,
    /** Shows that a partition is followed: no revision, nothing to do but to note its time. */
    HEARTBEAT,
    /** A measurement: no revision, sent at most once, kept for an hour. */
    TELEMETRY;

    public static Flow of(PublishedVersion version) {
        if (version.kind().equals("directive")) {
            return DIRECTIVE;
        }
        if (version.kind().equals("heartbeat")) {
            return HEARTBEAT;
        }
        if (version.type().startsWith("tidemark.node.telemetry.")) {
            return TELEMETRY;
        }
        return version.part().equals("node") ? FACT : EVENT;
    }

    /** Whether it has a number in a log that is kept for ever, so that a gap can be seen. */
    public boolean isLogged() {
        return this == EVENT || this == FACT;
    }
}
