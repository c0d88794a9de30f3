package io.tidemark.testkit.published;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The headers of our records: CloudEvents 1.0 in Kafka's binary mode, and our extensions. */
enum RecordHeader {
    SPEC_VERSION("ce_specversion", "The version of CloudEvents: 1.0.", all()),
    ID("ce_id", "Unique for ever.", all()),
    SOURCE("ce_source", "Who published it: /tidemark/<service> or /tidemark/node/<node id>.", all()),
    TYPE("ce_type", "The wire name, with the version at its end.", all()),
    SUBJECT("ce_subject", "What it is about: the aggregate's id; for facts and measurements the node's.", all()),
    TIME("ce_time", "When its producer recorded it, RFC 3339 in UTC.", all()),
    CONTENT_TYPE("content-type", "application/json.", all()),
    CORRELATION("ce_correlationid", "Shared by everything that one request or spontaneous decision led to.", caused()),
    CAUSATION("ce_causationid", "The event, fact or request that led directly to it.", caused()),
    ACTOR("ce_actor", "The opaque id of who asked, or system:<part> for a decision that nobody asked for.", caused()),
    OPERATION("ce_operationid", "The operation that it belongs to.", caused(), Presence.WHEN_KNOWN),
    TRACE_PARENT(
            "ce_traceparent",
            "The W3C trace context: the request's own, or one made for it.",
            caused(),
            Presence.WHEN_KNOWN),
    REVISION(
            "ce_streamrevision",
            "Its number within source and subject, dense from 1: lower is a repeat, a gap means that one is still to come.",
            logged()),
    POSITION("ce_position", "Its number among all events of its producer, dense from 1.", logged()),
    GENERATION("ce_storegeneration", "Changes when the producer's store was restored to an older state.", logged()),
    OBJECT_PATH(
            "ce_objectpath",
            "Where the aggregate stands in the inventory tree, for decisions on who may see it.",
            EnumSet.of(Flow.EVENT));

    private final String wireName;
    private final String about;
    private final Set<Flow> flows;
    private final Presence presence;

    /** Whether each record has it. */
    private enum Presence {
        ALWAYS,
        WHEN_KNOWN
    }

    RecordHeader(String wireName, String about, Set<Flow> flows) {
        this(wireName, about, flows, Presence.ALWAYS);
    }

    RecordHeader(String wireName, String about, Set<Flow> flows, Presence presence) {
        this.wireName = wireName;
        this.about = about;
        this.flows = flows;
        this.presence = presence;
    }

    private static Set<Flow> all() {
        return EnumSet.allOf(Flow.class);
    }

    private static Set<Flow> caused() {
        return EnumSet.complementOf(EnumSet.of(Flow.TELEMETRY));
    }

    private static Set<Flow> logged() {
        return EnumSet.of(Flow.EVENT, Flow.FACT);
    }

    String wireName() {
        return wireName;
    }

    String about() {
        return about;
    }

    boolean isAlways() {
        return presence == Presence.ALWAYS;
    }

    boolean isOn(Flow flow) {
        return flows.contains(flow);
    }

    /** Those that a record of that flow may have. */
    static List<RecordHeader> of(Flow flow) {
        return Arrays.stream(values()).filter(header -> header.isOn(flow)).toList();
    }
}
