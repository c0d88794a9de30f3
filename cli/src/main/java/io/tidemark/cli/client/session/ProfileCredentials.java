package io.tidemark.cli.client.session;

import io.tidemark.cli.client.api.Credentials;
import io.tidemark.cli.client.api.Transport;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.session.TokenEndpoint.FormAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of a profile, renewed with the refresh token shortly before they end or when the platform does not take
 * them, and kept. Thread-safe.
 */
public final class ProfileCredentials implements Credentials {
    /** A token that ends this soon may end on the way: clocks differ, requests take time. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final ProfileStore store;
    private final String name;
    private final Transport transport;
    private final Clock clock;
    private Profile profile;

    public ProfileCredentials(ProfileStore store, String name, Profile profile, Transport transport, Clock clock) {
        this.store = store;
        this.name = name;
        this.profile = profile;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<String> bearer() {
        if (profile.tokens().expiresAt().minus(MARGIN).isBefore(clock.instant()) && !renew()) {
            throw CommandFailure.denied("the sign-in of profile " + name + " has ended; run: tide login");
        }
        return Optional.of(profile.tokens().access());
    }

    @Override
    public synchronized boolean renew() {
        return takenFromAnother() || (!profile.tokens().refresh().isEmpty() && refreshed());
    }

    /** Another {@code tide} may have renewed the same profile meanwhile; a provider may allow each refresh once. */
    private boolean takenFromAnother() {
        Optional<Profile> kept = store.load(name).filter(other -> other.server().equals(profile.server()));
        if (kept.isEmpty() || kept.get().tokens().equals(profile.tokens())) {
            return false;
        }
        profile = kept.get();
        return profile.tokens().expiresAt().minus(MARGIN).isAfter(clock.instant());
    }

    private boolean refreshed() {
        Provider provider = Provider.discovered(profile.issuer(), profile.clientId(), transport);
        FormAnswer answer = new TokenEndpoint(transport)
                .post(
                        provider.token(),
                        Map.of(
                                "grant_type", "refresh_token",
                                "refresh_token", profile.tokens().refresh(),
                                "client_id", profile.clientId()));
        if (!answer.isSuccess()) {
            return false;
        }
        Tokens fresh = Tokens.of(answer.body(), clock.instant());
        String refresh = fresh.refresh().isEmpty() ? profile.tokens().refresh() : fresh.refresh();
        profile = profile.with(new Tokens(fresh.access(), refresh, fresh.expiresAt()));
        store.save(name, profile);
        return true;
    }
}
