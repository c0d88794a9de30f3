package io.tidemark.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.launcher.home.Binaries;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.part.PartCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The node agent's program in the modes that need no running platform: it knows best how its guests are asked to end
 * and what its host can do.
 */
public final class NodeProgram {
    private final Home home;
    private final Binaries binaries;

    public NodeProgram(Home home, Binaries binaries) {
        this.home = home;
        this.binaries = binaries;
    }

    /** Whether the agent was built. */
    public boolean exists() {
        return binaries.hasApp(PartCatalogue.NODE);
    }

    /** Asks guests to stop, then ends them and their daemons; files stay. False if it could not do so. */
    public boolean stopGuests() throws IOException, InterruptedException {
        return !exists() || run(List.of("sweep", "--guests-only"), appendLog()).waitFor() == 0;
    }

    /** Takes everything of the node off this host. False if it could not do so. */
    public boolean sweep() throws IOException, InterruptedException {
        return !exists() || run(List.of("sweep"), appendLog()).waitFor() == 0;
    }

    /**
     * What the agent finds on this host, by trying; up to half a minute the first time.
     *
     * @throws IOException if it could not look
     */
    public JsonNode probe() throws IOException, InterruptedException {
        Process process = run(List.of("probe"), ProcessBuilder.Redirect.PIPE);
        JsonNode answer = new ObjectMapper().readTree(process.getInputStream());
        if (process.waitFor() != 0) {
            throw new IOException("the node's probe failed");
        }
        return answer;
    }

    private ProcessBuilder.Redirect appendLog() {
        return ProcessBuilder.Redirect.appendTo(home.log(PartCatalogue.NODE).toFile());
    }

    private Process run(List<String> words, ProcessBuilder.Redirect output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                binaries.app(PartCatalogue.NODE).resolve("quarkus-run.jar").toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(output == ProcessBuilder.Redirect.PIPE ? ProcessBuilder.Redirect.DISCARD : output);
        builder.environment().putAll(Map.of("TIDEMARK_HOME", home.root().toString(), "TIDEMARK_TAG", home.tag()));
        return builder.start();
    }
}
