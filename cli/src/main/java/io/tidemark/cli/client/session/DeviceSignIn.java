package io.tidemark.cli.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.Transport;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.session.TokenEndpoint.FormAnswer;
import io.tidemark.cli.client.surroundings.Surroundings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The device flow (RFC 8628): the user confirms a code in any browser while this program asks for the tokens. */
public final class DeviceSignIn {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    /** RFC 8628 section 3.2: without a word from the provider. */
    private static final int DEFAULT_INTERVAL_SECONDS = 5;
    /** RFC 8628 section 3.5: by how much to slow down when told so. */
    private static final int SLOWER_SECONDS = 5;

    private final TokenEndpoint endpoint;
    private final Surroundings surroundings;

    public DeviceSignIn(Transport transport, Surroundings surroundings) {
        this.endpoint = new TokenEndpoint(transport);
        this.surroundings = surroundings;
    }

    /** Shows the user where to confirm which code. */
    @FunctionalInterface
    public interface Invitation {
        void show(String address, String code);
    }

    public Tokens signIn(Provider provider, Invitation invitation) {
        if (provider.deviceAuthorization().isEmpty()) {
            throw CommandFailure.denied("the identity provider has no device flow; try: tide login --user NAME");
        }
        FormAnswer begun = endpoint.post(
                URI.create(provider.deviceAuthorization()),
                Map.of("client_id", provider.clientId(), "scope", "openid"));
        if (!begun.isSuccess()) {
            throw CommandFailure.denied("sign-in refused: " + begun.description());
        }
        JsonNode device = begun.body();
        String complete = Json.text(device, "verification_uri_complete");
        invitation.show(
                complete.isEmpty() ? Json.text(device, "verification_uri") : complete, Json.text(device, "user_code"));
        return awaited(provider, device);
    }

    private Tokens awaited(Provider provider, JsonNode device) {
        Instant end = surroundings
                .clock()
                .instant()
                .plusSeconds(device.path("expires_in").asLong(600));
        long interval = device.path("interval").asLong(DEFAULT_INTERVAL_SECONDS);
        while (surroundings.clock().instant().isBefore(end)) {
            surroundings.pause().pause(Duration.ofSeconds(interval));
            FormAnswer answer = endpoint.post(
                    provider.token(),
                    Map.of(
                            "grant_type", GRANT,
                            "device_code", Json.text(device, "device_code"),
                            "client_id", provider.clientId()));
            if (answer.isSuccess()) {
                return Tokens.of(answer.body(), surroundings.clock().instant());
            }
            switch (answer.error()) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval += SLOWER_SECONDS;
                default -> throw CommandFailure.denied("sign-in not confirmed: " + answer.description());
            }
        }
        throw CommandFailure.denied("sign-in not confirmed in time; run: tide login");
    }
}
