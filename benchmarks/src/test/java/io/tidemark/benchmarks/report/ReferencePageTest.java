package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private static final String PAGE = """
            # Figures
            <!-- figures:a -->
            old
            <!-- end:a -->
            between
            <!-- figures:b -->
            <!-- end:b -->
            """;

    @Test
    void figures_replace_what_stood_in_their_place_and_nothing_else() throws IOException {
        String once = ReferencePage.replaced(
                PAGE, "a", new Table("what", "time").row("x", "1 ms").lines());

        assertThat(once).isEqualTo("""
                # Figures
                <!-- figures:a -->
                | what | time |
                | --- | --- |
                | x | 1 ms |
                <!-- end:a -->
                between
                <!-- figures:b -->
                <!-- end:b -->
                """);
        assertThat(ReferencePage.replaced(once, "a", List.of("old"))).isEqualTo(PAGE);
    }

    @Test
    void a_page_without_the_place_is_an_error() {
        assertThatThrownBy(() -> ReferencePage.replaced(PAGE, "c", List.of())).hasMessageContaining("figures:c");
    }

    @Test
    void the_published_page_has_a_place_for_every_benchmark() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/benchmarks.md"));

        assertThat(page).contains("figures:node-start", "figures:create", "figures:memory");
        assertThat(page).contains("end:node-start", "end:create", "end:memory");
    }
}
