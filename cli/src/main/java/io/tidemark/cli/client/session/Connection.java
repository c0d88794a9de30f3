package io.tidemark.cli.client.session;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.Credentials;
import io.tidemark.cli.client.api.HttpTransport;
import io.tidemark.cli.client.api.RetryingTransport;
import io.tidemark.cli.client.api.SignedInTransport;
import io.tidemark.cli.client.api.Transport;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.surroundings.Surroundings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which platform, as whom. The address is the one asked for, else TIDE_SERVER, else the profile's, else the embedded
 * default's; the token is TIDE_TOKEN, else the profile's, which goes to the profile's server only.
 */
public final class Connection {
    public static final String DEFAULT_SERVER = "http://127.0.0.1:7400";
    public static final String DEFAULT_PROFILE = "default";

    private final Surroundings surroundings;
    private final ProfileStore store;
    private final String profileName;
    private final Optional<String> askedServer;
    private final Transport anonymous;

    public Connection(Surroundings surroundings, @Nullable String server, @Nullable String profile) {
        this.surroundings = surroundings;
        this.store = new ProfileStore(surroundings.configDirectory());
        this.profileName = Optional.ofNullable(profile)
                .or(() -> surroundings.variable("TIDE_PROFILE"))
                .orElse(DEFAULT_PROFILE);
        this.askedServer = Optional.ofNullable(server).or(() -> surroundings.variable("TIDE_SERVER"));
        this.anonymous = new RetryingTransport(new HttpTransport(), surroundings.pause());
    }

    public ProfileStore store() {
        return store;
    }

    public String profileName() {
        return profileName;
    }

    public URI server() {
        Optional<URI> asked = askedServer.map(Connection::address);
        return asked.or(() -> store.load(profileName).map(Profile::server)).orElseGet(() -> URI.create(DEFAULT_SERVER));
    }

    /** Requests without a token, for signing in. */
    public Transport anonymous() {
        return anonymous;
    }

    public ApiClient anonymousClient() {
        return new ApiClient(server(), anonymous);
    }

    /** @throws CommandFailure when nobody is signed in to this server */
    public ApiClient client() {
        URI server = server();
        return new ApiClient(server, new SignedInTransport(anonymous, credentials(server)));
    }

    private Credentials credentials(URI server) {
        Optional<String> given = surroundings.variable("TIDE_TOKEN");
        if (given.isPresent()) {
            return new FixedToken(given.get().strip());
        }
        Profile profile = store.load(profileName)
                .orElseThrow(() -> CommandFailure.denied("not signed in to " + server + "; run: tide login"));
        if (!profile.server().equals(server)) {
            throw CommandFailure.denied("profile " + profileName + " is signed in to " + profile.server() + ", not to "
                    + server + "; run: tide login --server " + server + " --profile NAME");
        }
        return new ProfileCredentials(store, profileName, profile, anonymous, surroundings.clock());
    }

    private static URI address(String given) {
        String text = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw CommandFailure.usage("not an address: " + given + "; write http://HOST:PORT or https://HOST");
        }
        throw CommandFailure.usage("not an address: " + given + "; write http://HOST:PORT or https://HOST");
    }
}
