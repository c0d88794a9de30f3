package io.tidemark.cli.platform;

import io.tidemark.launcher.EmbeddedParts;
import io.tidemark.launcher.build.Build;
import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.host.HostPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide test}: everything that the tests need, and then all of them. */
@Command(
        name = "test",
        description = {
            "Build everything and run all tests.",
            "",
            "Starts a PostgreSQL, a Kafka and a Keycloak of its own on free ports, for the tests alone, and removes them "
                    + "afterwards. A running platform is not touched.",
            ""
        },
        footer = {"", "Examples:", "  ./tide test", "  ./tide test -- -pl libs/units"})
public final class TestCommand extends PlatformCommand {
    @Parameters(paramLabel = "MAVEN", description = "Further arguments for Maven, after --.")
    private List<String> maven = List.of();

    @Override
    int run() throws IOException, InterruptedException {
        Steps steps = new Steps(out());
        Clone clone = Clone.find();
        Files.createDirectories(clone.root().resolve("target"));
        List<String> missing = HostPackages.isDebian() ? HostPackages.missingForTests() : List.of();
        if (!missing.isEmpty()) {
            Path log = clone.root().resolve("target/tide-packages.log");
            steps.run("missing packages (apt)", detail -> HostPackages.install(missing, log));
        }
        Build build = new Build(clone);
        if (!build.isKeycloakReady()) {
            steps.run("Keycloak for PostgreSQL (once)", detail -> build.prepareKeycloak());
        }
        return withParts(steps, clone);
    }

    private int withParts(Steps steps, Clone clone) throws IOException, InterruptedException {
        out().flush();
        try (EmbeddedParts parts = EmbeddedParts.start()) {
            // Ctrl-C ends Maven, which has our terminal, and this process; the parts have neither.
            Thread cleaning = new Thread(() -> closeQuietly(parts));
            Runtime.getRuntime().addShutdownHook(cleaning);
            steps.done("PostgreSQL, Kafka, Keycloak");
            int exit = verify(clone, parts);
            Runtime.getRuntime().removeShutdownHook(cleaning);
            return exit;
        } catch (TimeoutException e) {
            throw new Failure("the parts for the tests do not start: " + e.getMessage());
        }
    }

    private static void closeQuietly(EmbeddedParts parts) {
        try {
            parts.close();
        } catch (IOException e) {
            System.err.println("tide: " + parts.home().root() + " could not be removed: " + e.getMessage());
        }
    }

    private int verify(Clone clone, EmbeddedParts parts) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                clone.root().resolve("mvnw").toString(),
                "-B",
                "--fail-at-end",
                "verify",
                "-Dtidemark.test.postgres.host=" + parts.postgresHost(),
                "-Dtidemark.test.postgres.port=" + parts.postgresPort(),
                "-Dtidemark.test.postgres.user=" + parts.postgresUser(),
                "-Dtidemark.test.postgres.password=" + parts.postgresPassword(),
                "-Dtidemark.test.kafka=" + parts.kafka(),
                "-Dtidemark.test.keycloak=" + parts.keycloak(),
                "-Dtidemark.test.console=" + parts.console(),
                "-Dtidemark.test.identity.secret=" + parts.identitySecret()));
        command.addAll(maven);
        return new ProcessBuilder(command)
                .directory(clone.root().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
