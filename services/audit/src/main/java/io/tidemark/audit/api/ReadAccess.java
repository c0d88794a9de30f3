package io.tidemark.audit.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.application.Sealing;
import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.authz.Authorizer;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import io.tidemark.http.Caller;
import io.tidemark.http.Refusals.RequestRefused;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets those read the log who hold {@value #PRIVILEGE} on it. A refusal is sealed like any other service's before it is
 * told; directly, because this service does not take in its own stream.
 */
@ApplicationScoped
public class ReadAccess {

    /** What reading anything of the log needs. */
    public static final String PRIVILEGE = "audit.read";

    private static final String REFUSED = "tidemark.audit.request.refused.v1";
    private static final String SOURCE = "/tidemark/audit";

    private final Caller caller;
    private final Authorizer authorizer;
    private final Sealing sealing;
    private final InstantSource clock = InstantSource.system();

    public ReadAccess(Caller caller, Authorizer authorizer, Sealing sealing) {
        this.caller = caller;
        this.authorizer = authorizer;
        this.sealing = sealing;
    }

    /**
     * Completes when the caller may read; else fails with the refusal.
     *
     * @param action what is asked, such as {@code read-trace}
     * @param target of what
     */
    public Uni<Void> require(String action, String target) {
        Optional<Rejection> denied = authorizer.refusal(caller.subject(), PRIVILEGE, Sealing.PATH);
        return denied.isEmpty()
                ? Uni.createFrom().voidItem()
                : refuse(new RequestRefused(
                                action,
                                target,
                                denied.get().code().name(),
                                denied.get().detail()))
                        .chain(() -> Uni.createFrom().failure(denied.get().asException()));
    }

    private Uni<Void> refuse(RequestRefused refused) {
        Cause cause = caller.cause(Optional.empty());
        String request = UUID.randomUUID().toString();
        Instant now = clock.instant();
        return sealing.seal(
                AuditedEvent.of(UUID.randomUUID(), REFUSED, SOURCE, request, now, cause, 1, Json.write(refused)),
                cause);
    }
}
