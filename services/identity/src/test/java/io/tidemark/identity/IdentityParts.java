package io.tidemark.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The secret of the shared test realm, and a shorter pause between two looks at it. */
public final class IdentityParts implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("tidemark.identity.secret", "identity-tide", "tidemark.identity.federation.every", "1s");
    }

    @Override
    public void stop() {}
}
