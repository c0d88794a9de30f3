package io.tidemark.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The secret of the Keycloak that {@code ./tide test} started, and a shorter pause between two looks at it. */
public final class IdentityParts implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("tidemark.identity.secret", secret(), "tidemark.identity.federation.every", "1s");
    }

    /** What the realm lets the client {@code tidemark-identity} in with. */
    public static String secret() {
        String secret = System.getProperty("tidemark.test.identity.secret");
        if (secret == null) {
            throw new IllegalStateException("no -Dtidemark.test.identity.secret: run the tests with ./tide test");
        }
        return secret;
    }

    @Override
    public void stop() {}
}
