package io.tidemark.authz;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.ReplicaRows;
import io.tidemark.messaging.OffLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's public keys. Fetched now and then, kept in the service's database, and read from there at start, so
 * that a restart while the issuer is away still verifies.
 */
@ApplicationScoped
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final String KIND = "signing-keys";
    /** Rotation publishes a key well before it signs; five minutes is what others use. */
    private static final Duration REFRESH = Duration.ofMinutes(5);
    /** An unknown key id asks anew, but a flood of forged ones must not flood the issuer. */
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

    /** While no key is known at all nobody can sign in, so whoever comes asks almost at once. */
    private static final Duration WHILE_NONE_IS_KNOWN = Duration.ofMillis(250);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final InstantSource clock = InstantSource.system();
    private final EventStore store;
    private final ReplicaRows rows;
    private final String issuer;
    private final URI jwks;
    private volatile List<JsonWebKey> keys = List.of();
    private volatile Instant lastFetch = Instant.EPOCH;
    private volatile Instant lastSuccess = Instant.EPOCH;
    private volatile boolean away;
    private final AtomicReference<@Nullable Uni<Void>> underWay = new AtomicReference<>();

    @Inject
    public SigningKeys(
            EventStore store, ReplicaRows rows, @ConfigProperty(name = "tidemark.oidc.issuer") String issuer) {
        this(store, rows, issuer, issuer + "/protocol/openid-connect/certs");
    }

    /** @param address where the issuer publishes its keys */
    SigningKeys(EventStore store, ReplicaRows rows, String issuer, String address) {
        this.store = store;
        this.rows = rows;
        this.issuer = issuer;
        this.jwks = URI.create(address);
    }

    /** The set as published, kept as the issuer wrote it. */
    record Row(String issuer, String jwks) {}

    public String issuer() {
        return issuer;
    }

    public List<JsonWebKey> current() {
        return keys;
    }

    public boolean has(String keyId) {
        return keys.stream().anyMatch(key -> keyId.equals(key.getKeyId()));
    }

    /** Before the first request: what was kept, or, when there is nothing yet, what the issuer has. */
    void start(@Observes StartupEvent event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::startUp);
    }

    Uni<Void> startUp() {
        return readKept()
                .chain(() -> keys.isEmpty() ? fetch() : Uni.createFrom().voidItem());
    }

    /** Asks the issuer again because a token names a key that is not known; whoever comes meanwhile waits for the same answer. */
    public Uni<Void> refreshForUnknownKey() {
        @Nullable Uni<Void> shared = underWay.get();
        if (shared != null) {
            return shared;
        }
        Duration pause = keys.isEmpty() ? WHILE_NONE_IS_KNOWN : BETWEEN_FETCHES;
        return clock.instant().isBefore(lastFetch.plus(pause))
                ? Uni.createFrom().voidItem()
                : fetch();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> keepCurrent() {
        return clock.instant().isBefore(lastSuccess.plus(REFRESH))
                ? Uni.createFrom().voidItem()
                : fetch();
    }

    private Uni<Void> readKept() {
        return rows.get(KIND, issuer, Row.class)
                .invoke(row -> row.ifPresent(found -> keys = parse(found.jwks())))
                .replaceWithVoid();
    }

    private Uni<Void> fetch() {
        lastFetch = clock.instant();
        Uni<Void> shared =
                ask().onTermination().invoke(() -> underWay.set(null)).memoize().indefinitely();
        underWay.set(shared);
        return shared;
    }

    private Uni<Void> ask() {
        HttpRequest request =
                HttpRequest.newBuilder(jwks).timeout(Duration.ofSeconds(5)).build();
        return OffLoop.returning(Uni.createFrom()
                        .completionStage(() -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString())))
                .chain(response -> response.statusCode() == 200 ? keep(response.body()) : unavailable(response))
                .invoke(() -> away = false)
                .onFailure()
                .recoverWithUni(this::tellOnce);
    }

    private Uni<Void> tellOnce(Throwable failure) {
        if (!away) {
            LOG.warnf("signing keys cannot be fetched, the kept ones stay: issuer=%s cause=%s", issuer, failure);
            away = true;
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> unavailable(HttpResponse<String> response) {
        return Uni.createFrom().failure(new IllegalStateException("the issuer answers " + response.statusCode()));
    }

    private Uni<Void> keep(String body) {
        List<JsonWebKey> fetched = parse(body);
        Companion row = new Companion.Replica(KIND, issuer, Json.write(new Row(issuer, body)));
        keys = fetched;
        lastSuccess = clock.instant();
        return store.append(new Append(List.of(), Cause.spontaneous(UUID.randomUUID(), "keys"), List.of(row)))
                .replaceWithVoid();
    }

    private static List<JsonWebKey> parse(String body) {
        try {
            return List.copyOf(new JsonWebKeySet(body).getJsonWebKeys());
        } catch (JoseException e) {
            throw new IllegalArgumentException("no key set", e);
        }
    }
}
