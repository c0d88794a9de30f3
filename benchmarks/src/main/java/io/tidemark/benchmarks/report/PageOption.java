package io.tidemark.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where every benchmark writes to. */
public final class PageOption {
    @Option(
            names = "--page",
            paramLabel = "FILE",
            defaultValue = "docs/reference/benchmarks.md",
            description = "The page that takes the figures (default: ${DEFAULT-VALUE}).")
    private Path page = Path.of("docs/reference/benchmarks.md");

    /** Shows the lines, and puts them into the page. */
    public void publish(String name, List<String> lines) throws IOException {
        lines.forEach(System.out::println);
        new ReferencePage(page).replace(name, lines);
    }
}
