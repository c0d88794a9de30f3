package io.tidemark.cli.client.session;

import io.tidemark.cli.client.api.Transport;
import io.tidemark.cli.client.outcome.CommandFailure;
import java.net.URI;
import java.util.Map;

/** Ends a sign-in at the identity provider by revoking its refresh token (RFC 7009). */
public final class SignOut {
    private final Transport transport;

    public SignOut(Transport transport) {
        this.transport = transport;
    }

    /** @return false when the provider could not be told; its session then ends by itself, by its own time limit */
    public boolean revoke(Profile profile) {
        if (profile.tokens().refresh().isEmpty()) {
            return true;
        }
        try {
            Provider provider = Provider.discovered(profile.issuer(), profile.clientId(), transport);
            if (provider.revocation().isEmpty()) {
                return false;
            }
            Map<String, String> form = Map.of(
                    "token", profile.tokens().refresh(),
                    "token_type_hint", "refresh_token",
                    "client_id", profile.clientId());
            return new TokenEndpoint(transport)
                    .post(URI.create(provider.revocation()), form)
                    .isSuccess();
        } catch (CommandFailure unreachable) {
            return false; // signing out here must work without the provider
        }
    }
}
