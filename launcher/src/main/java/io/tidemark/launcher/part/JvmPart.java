package io.tidemark.launcher.part;

import io.tidemark.launcher.home.Binaries;
import io.tidemark.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One of our own processes: a Quarkus application of this build.
 *
 * @param name     the part's name
 * @param module   the Maven module that builds it
 * @param port     where it serves HTTP
 * @param settings its environment, in MicroProfile's names; asked for at each start
 */
public record JvmPart(
        Home home,
        Binaries binaries,
        String name,
        String module,
        int port,
        int heapMebibytes,
        Set<String> needs,
        Supplier<Map<String, String>> settings)
        implements Part {

    @Override
    public void prepare() throws IOException {
        cache().dropUnfinished();
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(java().start());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                binaries.app(module).resolve("quarkus-run.jar").toString()));
        return command;
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(settings.get());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", "" + port);
        environment.put("TIDEMARK_HOME", home.root().toString());
        environment.put("TIDEMARK_TAG", home.tag());
        return Map.copyOf(environment);
    }

    @Override
    public String signature() {
        return java().signature();
    }

    @Override
    public Path workingDirectory() {
        return home.root();
    }

    @Override
    public Path log() {
        return home.log(name);
    }

    @Override
    public boolean isReady() {
        return Probes.http(port, "/q/health/ready");
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
        return new JavaCommand(home, name, cache(), heapMebibytes);
    }

    private StartCache cache() {
        return new StartCache(home, name, binaries.id());
    }
}
