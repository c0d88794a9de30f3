package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.RequestLog;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Records refusals: who asked for what, and why it was not given. */
@ApplicationScoped
public class Refusals {
    private final RequestLog log;
    private final String service;

    public Refusals(RequestLog log, @ConfigProperty(name = "tidemark.service") String service) {
        this.log = log;
        this.service = service;
    }

    /** The recorded refusal. */
    public record RequestRefused(String action, String target, String code, String detail) {}

    public Uni<Void> record(Cause cause, String action, String target, String objectPath, Rejection reason) {
        RequestRefused refused =
                new RequestRefused(action, target, reason.code().name(), reason.detail());
        NewEvent event =
                new NewEvent(UUID.randomUUID(), "tidemark." + service + ".request.refused.v1", Json.write(refused));
        return log.record(cause, objectPath, event, () -> Uni.createFrom().item(Effect.none()))
                .replaceWithVoid();
    }
}
