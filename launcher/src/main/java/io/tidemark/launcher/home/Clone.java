package io.tidemark.launcher.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A clone of the repository, with the files that Maven built in it.
 *
 * @param root the directory that holds {@code mvnw}
 */
public record Clone(Path root) implements Binaries {
    public Clone {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The clone around the working directory, or the one named by the system property {@code tidemark.clone}.
     *
     * @throws IllegalStateException if there is none
     */
    public static Clone find() {
        String named = System.getProperty("tidemark.clone");
        Path start = Path.of(named == null ? "" : named).toAbsolutePath();
        return Stream.iterate(start, path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve("mvnw")) && Files.isDirectory(path.resolve("launcher")))
                .findFirst()
                .map(Clone::new)
                .orElseThrow(() -> new IllegalStateException("no clone of Tidemark around " + start));
    }

    @Override
    public String id() {
        return "";
    }

    @Override
    public Path kafkaLib() {
        return root.resolve("launcher/kafka/target/lib");
    }

    @Override
    public Path keycloak() {
        return KeycloakDistribution.in(root.resolve("launcher/target/keycloak"));
    }

    @Override
    public Path app(String module) {
        return root.resolve(module).resolve("target/quarkus-app");
    }
}
