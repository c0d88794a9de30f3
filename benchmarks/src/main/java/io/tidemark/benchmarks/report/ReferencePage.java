package io.tidemark.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Markdown page with places for figures: whatever stands between {@code <!-- figures:NAME -->} and
 * {@code <!-- end:NAME -->} is replaced as a whole, everything else is left alone.
 */
public record ReferencePage(Path file) {
    /** @throws IOException when the page is not there or has no such place */
    public void replace(String name, List<String> lines) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), name, lines));
    }

    static String replaced(String page, String name, List<String> lines) throws IOException {
        String begin = "<!-- figures:" + name + " -->";
        String end = "<!-- end:" + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException("the page has no place between " + begin + " and " + end);
        }
        return page.substring(0, from + begin.length()) + "\n" + String.join("\n", lines) + "\n" + page.substring(to);
    }
}
