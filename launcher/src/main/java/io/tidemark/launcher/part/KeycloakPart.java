package io.tidemark.launcher.part;

import io.tidemark.launcher.home.Binaries;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.KeycloakDistribution;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keycloak with the realm {@value #REALM}, on its own database in our PostgreSQL.
 *
 * <p>Java is started directly, with the arguments that {@code kc.sh} would build: the script keeps itself between us
 * and the server, and would survive it.
 */
public record KeycloakPart(Home home, Ports plan, Binaries binaries, Secrets secrets) implements Part {
    public static final String NAME = "keycloak";
    public static final String REALM = "tidemark";
    private static final int HEAP_MEBIBYTES = 320;

    public URI url() {
        return URI.create(plan.url(Ports.KEYCLOAK));
    }

    public URI issuer() {
        return URI.create(url() + "/realms/" + REALM);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(PostgresPart.NAME);
    }

    @Override
    public int port() {
        return plan.at(Ports.KEYCLOAK);
    }

    @Override
    public List<Integer> ports() {
        return List.of(port(), plan.at(Ports.KEYCLOAK_HEALTH));
    }

    /** A Keycloak home of links to the shared distribution, with data of its own. */
    @Override
    public void prepare() throws IOException, InterruptedException {
        cache().dropUnfinished();
        KeycloakDistribution.build(binaries.keycloak());
        Path imports = Files.createDirectories(directory().resolve("data/import"));
        for (String shared : List.of("lib", "conf", "providers", "themes")) {
            Path link = directory().resolve(shared);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, binaries.keycloak().resolve(shared));
        }
        try (InputStream realm = Objects.requireNonNull(
                KeycloakPart.class.getResourceAsStream("/realm/tidemark-realm.json"), "the realm is in our jar")) {
            Files.copy(realm, imports.resolve("tidemark-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(java().start());
        for (String opened : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + directory(),
                "-Djboss.server.config.dir=" + directory().resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-cp",
                binaries.keycloak().resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm"));
        return command;
    }

    @Override
    public Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry(
                        "KC_DB_URL",
                        "jdbc:postgresql://127.0.0.1:" + plan.at(Ports.POSTGRES) + "/"
                                + PostgresPart.KEYCLOAK_DATABASE),
                Map.entry("KC_DB_USERNAME", PostgresPart.SUPERUSER),
                Map.entry("KC_DB_PASSWORD", secrets.postgres()),
                Map.entry("KC_DB_POOL_MAX_SIZE", "20"),
                Map.entry("KC_HTTP_ENABLED", "true"),
                Map.entry("KC_HTTP_HOST", "127.0.0.1"),
                Map.entry("KC_HTTP_PORT", "" + port()),
                Map.entry("KC_HTTP_MANAGEMENT_PORT", "" + plan.at(Ports.KEYCLOAK_HEALTH)),
                Map.entry("KC_HOSTNAME", url().toString()),
                Map.entry("KC_CACHE", "local"),
                // Our own probe asks before Keycloak is ready; each time it would be a line.
                Map.entry("KC_LOG_LEVEL", "info,io.smallrye.health:off"),
                Map.entry("KC_BOOTSTRAP_ADMIN_USERNAME", "tidemark-bootstrap"),
                Map.entry("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.keycloakAdmin()),
                Map.entry("TIDEMARK_CONSOLE_URL", plan.url(Ports.CONSOLE)),
                Map.entry("TIDEMARK_CONSOLE_LOCALHOST_URL", "http://localhost:" + plan.at(Ports.CONSOLE)),
                Map.entry("TIDEMARK_IDENTITY_SECRET", secrets.identityClient()));
    }

    @Override
    public String signature() {
        return java().signature();
    }

    @Override
    public Path workingDirectory() {
        return directory();
    }

    @Override
    public Path log() {
        return home.log(NAME);
    }

    @Override
    public boolean isReady() {
        return Probes.http(plan.at(Ports.KEYCLOAK_HEALTH), "/health/ready");
    }

    @Override
    public Duration stopGrace() {
        return Duration.ofSeconds(cache().records() ? 90 : 20);
    }

    @Override
    public Optional<StartCache> startCache() {
        return Optional.of(cache());
    }

    private JavaCommand java() {
        return new JavaCommand(home, NAME, cache(), HEAP_MEBIBYTES);
    }

    private StartCache cache() {
        return new StartCache(home, NAME, binaries.id());
    }

    private Path directory() {
        return home.data(NAME);
    }
}
