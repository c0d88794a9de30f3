package io.tidemark.benchmarks.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.benchmarks.report.Origin;
import io.tidemark.benchmarks.report.PageOption;
import io.tidemark.benchmarks.report.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memory}: the resident memory of a running platform's parts, as {@code tide status} tells it. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = "Takes the resident memory of every part from `tide status -o json`.")
public final class ResidentMemory implements Callable<Integer> {
    private static final long GOAL_BYTES = 1_250_000_000L;
    private static final double BYTES_PER_MB = 1e6;

    @Mixin
    private PageOption page = new PageOption();

    @Option(names = "--tide", defaultValue = "./tide", description = "The command (default: ${DEFAULT-VALUE}).")
    private String tide = "./tide";

    @Option(names = "--home", description = "The platform's home (default: tide's own).")
    private Optional<String> home = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Origin origin = Origin.beforehand();
        JsonNode status = status();
        List<String> lines = new ArrayList<>(table(status).lines());
        lines.add("");
        lines.add(origin.line("Resident set of each process once, "
                + (status.path("ready").asBoolean() ? "every part ready" : "NOT every part ready")));
        page.publish("memory", lines);
        return 0;
    }

    static Table table(JsonNode status) {
        Table table = new Table("part", "resident", "goal");
        status.path("parts")
                .forEach(part -> table.row(part.path("name").asText(), megabytes(part.path("residentBytes")), ""));
        table.row(
                "**the five services together**",
                megabytes(status.path("servicesResidentBytes")),
                "at most " + megabytes(GOAL_BYTES));
        return table.row("all of these", megabytes(status.path("totalResidentBytes")), "");
    }

    private static String megabytes(JsonNode bytes) {
        return megabytes(bytes.asLong());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / BYTES_PER_MB);
    }

    private JsonNode status() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tide, "status", "-o", "json"));
        home.ifPresent(path -> command.addAll(List.of("--home", path)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        JsonNode status = new ObjectMapper().readTree(output);
        if (status.path("servicesResidentBytes").asLong() == 0) {
            throw new IOException("no platform runs: " + String.join(" ", command) + " says " + output.strip());
        }
        return status;
    }
}
