package io.tidemark.cli.client.session;

import io.tidemark.cli.client.api.Transport;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.session.TokenEndpoint.FormAnswer;
import java.time.Clock;
import java.util.Map;

/** The direct grant (RFC 6749 section 4.3), which only the embedded default realm offers. */
public final class PasswordSignIn {
    private final TokenEndpoint endpoint;
    private final Clock clock;

    public PasswordSignIn(Transport transport, Clock clock) {
        this.endpoint = new TokenEndpoint(transport);
        this.clock = clock;
    }

    public Tokens signIn(Provider provider, String user, String password) {
        FormAnswer answer = endpoint.post(
                provider.token(),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        provider.clientId(),
                        "scope",
                        "openid",
                        "username",
                        user,
                        "password",
                        password));
        if (!answer.isSuccess()) {
            throw CommandFailure.denied("sign-in of " + user + " refused: " + answer.description());
        }
        return Tokens.of(answer.body(), clock.instant());
    }
}
