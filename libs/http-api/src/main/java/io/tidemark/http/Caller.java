package io.tidemark.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.authz.BearerMechanism;
import io.tidemark.eventstore.Cause;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who makes this request, and the correlation that everything it leads to will carry. */
@RequestScoped
public class Caller {
    static final String DRY_RUN = "dryRun";
    private static final Pattern LOOKS_LIKE_DRY_RUN = Pattern.compile("(?i)dry[-_]?run");
    private static final Pattern BOOLEAN = Pattern.compile("true|false");
    static final String TRACE_PARENT = "traceparent";

    private final SecurityIdentity identity;
    private final RoutingContext request;
    private final UUID correlationId = UUID.randomUUID();

    public Caller(SecurityIdentity identity, RoutingContext request) {
        this.identity = identity;
        this.request = request;
    }

    /** The opaque id of the signed-in subject. */
    public String subject() {
        if (identity.isAnonymous()) {
            throw new Rejection(CommonProblem.UNAUTHENTICATED, "no verified bearer token").asException();
        }
        return identity.getPrincipal().getName();
    }

    /** When the token of this request ends. */
    Instant signedInUntil() {
        subject();
        return identity.getAttribute(BearerMechanism.SIGNED_IN_UNTIL);
    }

    public UUID correlationId() {
        return correlationId;
    }

    /** The cause of what this request leads to: the root of its causal tree. */
    public Cause cause(Optional<UUID> operationId) {
        return Cause.request(correlationId, subject(), operationId, header(TRACE_PARENT));
    }

    /**
     * Whether only what would happen is asked, by {@code ?dryRun=true}.
     *
     * @throws IllegalArgumentException when it is neither true nor false, or written otherwise: to guess would be to do it
     */
    public boolean dryRun() {
        boolean asked = false;
        for (Map.Entry<String, String> parameter : request.queryParams()) {
            String name = parameter.getKey();
            if (!LOOKS_LIKE_DRY_RUN.matcher(name).matches()) {
                continue;
            }
            if (!name.equals(DRY_RUN) || !BOOLEAN.matcher(parameter.getValue()).matches()) {
                throw new IllegalArgumentException(
                        DRY_RUN + " is true or false; '" + name + "=" + parameter.getValue() + "' is neither");
            }
            asked = asked || parameter.getValue().equals("true");
        }
        return asked;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.request().getHeader(name)).filter(value -> !value.isBlank());
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(request.request().getParam(name)).filter(value -> !value.isBlank());
    }
}
