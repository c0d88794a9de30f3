package io.tidemark.cli.client.session;

import io.tidemark.cli.client.api.Credentials;
import java.util.Optional;

/** A token given from outside, such as TIDE_TOKEN; it is never renewed. */
public record FixedToken(String token) implements Credentials {
    @Override
    public Optional<String> bearer() {
        return Optional.of(token);
    }

    @Override
    public boolean renew() {
        return false;
    }

    @Override
    public String toString() {
        return "FixedToken";
    }
}
