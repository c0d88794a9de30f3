package io.tidemark.authz;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.problems.CommonProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs requests in by their bearer token. The principal's name is the subject's opaque id. */
@ApplicationScoped
public class BearerMechanism implements HttpAuthenticationMechanism {
    /** The attribute with the {@link java.time.Instant} at which the token ends. */
    public static final String SIGNED_IN_UNTIL = "tidemark.signed-in-until";

    private static final String SCHEME = "Bearer ";

    private final BearerTokens tokens;

    public BearerMechanism(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        @Nullable String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().optional(Optional.empty());
        }
        return tokens.verified(header.substring(SCHEME.length()).trim())
                .map(verified -> verified.map(BearerMechanism::identity).orElse(null));
    }

    private static SecurityIdentity identity(BearerTokens.Verified verified) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(verified.subject()))
                .addAttribute(SIGNED_IN_UNTIL, verified.until())
                .build();
    }

    /** Answers as every refusal is answered, before any of a service's own code has seen the request. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        String correlation = UUID.randomUUID().toString();
        String body = Json.write(Map.of(
                "correlationId", correlation,
                "type", "urn:tidemark:problem:unauthenticated",
                "title", CommonProblem.UNAUTHENTICATED.title(),
                "status", CommonProblem.UNAUTHENTICATED.status(),
                "code", CommonProblem.UNAUTHENTICATED.name()));
        context.response()
                .setStatusCode(CommonProblem.UNAUTHENTICATED.status())
                .putHeader("WWW-Authenticate", SCHEME.trim())
                .putHeader("Tidemark-Correlation", correlation)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        return Uni.createFrom()
                .completionStage(() -> context.end(body).toCompletionStage())
                .replaceWith(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
