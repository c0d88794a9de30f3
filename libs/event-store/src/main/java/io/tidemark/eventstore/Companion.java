package io.tidemark.eventstore;

import java.util.Optional;
import java.util.UUID;

/** What commits together with events, or not at all. */
public sealed interface Companion {

    /**
     * The answer to a request, so that the same request again gets the same answer and no second effect.
     *
     * @param principal who asked; keys of different principals never meet
     * @param bodyHash SHA-256 of what was asked, in hex
     * @param status the HTTP status answered
     * @param location the Location header answered, or empty
     * @param responseJson the body answered
     */
    record IdempotencyRecord(
            String principal,
            String key,
            String bodyHash,
            int status,
            String location,
            String responseJson,
            UUID correlationId)
            implements Companion {}

    /**
     * Up to where a consumer has handled one aggregate of one producer.
     *
     * @param revision the revision being handled now; must follow the one kept
     * @param eventId the event that has this revision, so that another one under it is an alarm; empty when it is not known
     * @param generation the generation of the producer's history that the event belongs to; empty when it is not known
     */
    record InboxMark(
            String producer, String aggregate, long revision, Optional<UUID> eventId, Optional<String> generation)
            implements Companion {
        /** Of an event that is not known. */
        public InboxMark(String producer, String aggregate, long revision) {
            this(producer, aggregate, revision, Optional.empty(), Optional.empty());
        }
    }

    /** Takes a unique value, such as an address, for an owner. */
    record Claim(String scope, String value, String owner) implements Companion {}

    /** Gives a claimed value back; harmless when it is not claimed by that owner. */
    record Unclaim(String scope, String value, String owner) implements Companion {}

    /**
     * What this service keeps of another's truth, such as a grant or a node's capacity.
     *
     * @param json the row's new body; empty removes it
     */
    record Replica(String kind, String id, String json) implements Companion {}

    /**
     * Destroys the subject's key: what is personal of the subject reads as erased from then on, wherever it is kept,
     * and nothing personal of the subject is written any more. For ever; harmless when it has happened before. The
     * event that records it stands in the same append.
     */
    record Erasure(String subject) implements Companion {}

    /**
     * Turns the append into a question: everything is checked as ever, and then nothing is kept. Such an append never
     * completes, so that what would follow it cannot happen either; when nothing else refuses it, it fails with
     * {@link AppendConflict.DryRun}.
     */
    record DryRun() implements Companion {}
}
