package io.tidemark.launcher.home;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The built files that parts run from: a clone's {@code target} directories ({@link Clone}), or a platform's own copy
 * of them ({@link Release}), which a later build does not touch.
 */
public interface Binaries {
    /** Names the build; start-up caches are valid for one id only. Empty: the files may change, cache nothing. */
    String id();

    /** Kafka's jars. */
    Path kafkaLib();

    /** The Keycloak distribution, already built for PostgreSQL. */
    Path keycloak();

    /** The directory of a Quarkus application, e.g. for {@code services/identity}; it may not exist yet. */
    Path app(String module);

    /** Whether the module was built. */
    default boolean hasApp(String module) {
        return Files.exists(app(module).resolve("quarkus-run.jar"));
    }
}
