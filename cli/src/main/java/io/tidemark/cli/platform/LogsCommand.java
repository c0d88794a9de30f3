package io.tidemark.cli.platform;

import io.tidemark.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide logs}: what the parts wrote. */
@Command(
        name = "logs",
        description = {"Show the log of one part, or the last lines of all.", ""},
        footer = {"", "Examples:", "  ./tide logs compute", "  ./tide logs node -f"})
public final class LogsCommand extends PlatformCommand {
    @Parameters(arity = "0..1", paramLabel = "PART", description = "A part, as tide status names it.")
    private @Nullable String part;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as the log grows.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines (default: 40, 10 of each).")
    private int lines;

    @Override
    int run() throws IOException, InterruptedException {
        Home home = home();
        List<Path> logs = logs(home);
        int wanted = lines > 0 ? lines : part == null ? 10 : 40;
        List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(wanted)));
        if (follow) {
            command.add("-F");
        }
        logs.forEach(log -> command.add(log.toString()));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private List<Path> logs(Home home) throws IOException {
        Path directory = home.logs();
        if (!Files.isDirectory(directory)) {
            throw new Failure("there is no platform in " + home.root());
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
            if (part == null) {
                return all;
            }
            Path one = home.log(part);
            if (!all.contains(one)) {
                throw new Failure("there is no log of '%s'; there is: %s".formatted(part, names(all)));
            }
            return List.of(one);
        }
    }

    private static String names(List<Path> logs) {
        return String.join(
                ", ",
                logs.stream()
                        .map(log -> log.getFileName().toString().replace(".log", ""))
                        .toList());
    }
}
