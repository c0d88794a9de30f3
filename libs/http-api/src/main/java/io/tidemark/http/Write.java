package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Outcome;
import io.tidemark.operations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One write as the conventions need to know it.
 *
 * @param privilege what the caller needs
 * @param objectPath on what
 * @param reply what an accepted request is answered; looked up when access and key have been checked, and fixed before the
 *     append, because it commits with it
 * @param execution decides and appends with the companions given
 */
public record Write(Request asked, String privilege, String objectPath, Uni<Reply> reply, Execution execution) {

    /**
     * What one key stands for: the same action on the same target with the same body.
     *
     * @param action what is asked, such as {@code start-vm}; stands in the audit record of a refusal
     * @param target the object's id, for the audit record
     * @param body what was asked, for telling a repeat from another request under the same key
     */
    public record Request(String action, String target, Object body) {}

    /** With an answer that nothing needs to be looked up for. */
    public Write(Request asked, String privilege, String objectPath, Reply reply, Execution execution) {
        this(asked, privilege, objectPath, Uni.createFrom().item(reply), execution);
    }

    /** The same, which nobody has spoken of as a request before. */
    public Write(
            String action,
            String privilege,
            String objectPath,
            String target,
            Object body,
            Reply reply,
            Execution execution) {
        this(new Request(action, target, body), privilege, objectPath, reply, execution);
    }

    /** Decides and appends. */
    @FunctionalInterface
    public interface Execution {
        Uni<? extends Outcome<?>> run(Cause cause, List<Companion> companions);
    }

    /**
     * The answer to an accepted write.
     *
     * @param operationId the operation that it began, if it takes time
     * @param body written as JSON; made for the cause of what is appended
     */
    public record Reply(int status, Optional<UUID> operationId, Optional<String> location, Function<Cause, ?> body) {

        public static Reply created(String location, Object body) {
            return new Reply(201, Optional.empty(), Optional.of(location), cause -> body);
        }

        public static Reply done(Object body) {
            return new Reply(200, Optional.empty(), Optional.empty(), cause -> body);
        }

        /** {@code 202} with a new operation of this service. */
        public static Reply operation(String service, UUID operationId, String kind, String targetKind, String target) {
            return new Reply(
                    202,
                    Optional.of(operationId),
                    Optional.of("/api/" + service + "/v1/operations/" + operationId),
                    cause -> Operation.started(
                            operationId,
                            kind,
                            new Operation.Target(targetKind, target),
                            cause.actor(),
                            cause.correlationId(),
                            Instant.now()));
        }
    }
}
