package io.tidemark.node;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the application a home and topics of its own, and takes them away after it has ended. */
public final class AgentHome implements QuarkusTestResourceLifecycleManager {
    private @Nullable Platform platform;

    @Override
    public Map<String, String> start() {
        Platform made = new Platform();
        platform = made;
        return Map.of(
                "tidemark.home", made.home.root().toString(),
                "tidemark.topics.prefix", made.topics.prefix(),
                "kafka.bootstrap.servers", Services.bootstrap());
    }

    @Override
    public void stop() {
        if (platform != null) {
            platform.close();
        }
    }
}
