package io.tidemark.testkit.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasedVersionsTest {
    private static final String STARTED = "compute/vm/started/v1/";
    private static final PublishedLanguage LANGUAGE = PublishedLanguage.ofThisRepository();

    @TempDir
    Path copy;

    private ReleasedVersions copied = new ReleasedVersions(LANGUAGE);

    @BeforeEach
    void aCopyWithEverythingReleased() throws IOException {
        try (Stream<Path> files = Files.walk(LANGUAGE.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(LANGUAGE.root().relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        copied = new ReleasedVersions(new PublishedLanguage(copy));
        copied.release();
    }

    @Test
    void nothing_that_was_released_is_changed_or_gone() {
        assertThat(new ReleasedVersions(LANGUAGE).breaches()).isEmpty();
    }

    /** Who edits a released file might edit the lock with it; the history of the lock shows that. */
    @Test
    void no_line_was_ever_taken_out_of_the_lock() throws IOException, InterruptedException {
        Path repository = LANGUAGE.root().resolve("..").toAbsolutePath().normalize();
        assumeTrue(Files.exists(repository.resolve(".git")), "a source archive has no history");
        Process git = new ProcessBuilder(
                        "git",
                        "log",
                        "--format=",
                        "--unified=0",
                        "--patch",
                        "--",
                        "event-schemas/" + ReleasedVersions.LOCK)
                .directory(repository.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> history =
                new String(git.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(git.waitFor()).isZero();
        assertThat(history).noneMatch(line -> line.matches("-[0-9a-f]{64} .*"));
    }

    @Test
    void an_edited_sample_and_an_edited_schema_are_breaches() throws IOException {
        Files.writeString(copy.resolve(STARTED + "sample.json"), "{}");
        Path schema = copy.resolve(STARTED + "schema.json");
        Files.writeString(schema, Files.readString(schema) + "\n");

        assertThat(copied.breaches())
                .containsExactly(
                        STARTED + "sample.json was released and was edited: add a version instead",
                        STARTED + "schema.json was released and was edited: add a version instead");
    }

    @Test
    void a_version_taken_away_is_a_breach() throws IOException {
        Files.delete(copy.resolve(STARTED + "sample.json"));
        Files.delete(copy.resolve(STARTED + "schema.json"));

        assertThat(copied.breaches())
                .hasSize(2)
                .allMatch(breach -> breach.startsWith(STARTED) && breach.endsWith("is gone"));
    }

    @Test
    void releasing_over_a_breach_is_refused_and_changes_nothing() throws IOException {
        String before = Files.readString(copy.resolve(ReleasedVersions.LOCK));
        Files.writeString(copy.resolve(STARTED + "sample.json"), "{}");

        assertThatThrownBy(copied::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(STARTED + "sample.json");
        assertThat(copy.resolve(ReleasedVersions.LOCK)).hasContent(before);
    }

    @Test
    void a_new_version_is_a_draft_until_it_is_released_and_leaves_the_others_as_they_are() throws IOException {
        List<String> before = Files.readAllLines(copy.resolve(ReleasedVersions.LOCK));
        Path next = Files.createDirectories(copy.resolve("compute/vm/started/v2"));
        Files.copy(copy.resolve(STARTED + "schema.json"), next.resolve("schema.json"));
        Files.copy(copy.resolve(STARTED + "sample.json"), next.resolve("sample.json"));
        PublishedVersion version = new PublishedLanguage(copy).version("tidemark.compute.vm.started.v2");
        assertThat(copied.isReleased(version)).isFalse();
        assertThat(copied.breaches()).isEmpty();

        copied.release();

        assertThat(copied.isReleased(version)).isTrue();
        assertThat(Files.readAllLines(copy.resolve(ReleasedVersions.LOCK)))
                .hasSize(before.size() + 2)
                .containsAll(before);
    }
}
