package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded runs, one after the other, against one long-lived estate. Without properties: as many seeds as fit in some
 * minutes, others each day. {@code -Dfaults.seed=N} runs one again; {@code -Dfaults.from=N -Dfaults.seeds=M} runs a range;
 * {@code -Dfaults.log=FILE} says where its lines go, and {@code -Dfaults.digest=FILE} writes what to commit of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultSuiteTest {
    private static final int ROTATING = 25;

    /** An estate that has lived this many runs is given up for a new one: a lost broker makes everybody read all of its life. */
    private static final int LONGEST_LIFE = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final RunLog log;
    private @Nullable Estate estate;
    private @Nullable LedgerTopic topic;
    private Publication publication = new Publication(false);
    private int runs;

    FaultSuiteTest() throws IOException {
        log = new RunLog(Path.of(System.getProperty(
                "faults.log", TARGET.resolve("fault-suite.log").toString())));
    }

    static LongStream seeds() {
        Long only = Long.getLong("faults.seed");
        if (only != null) {
            return LongStream.of(only);
        }
        long count = Long.getLong("faults.seeds", ROTATING);
        long from = Long.getLong("faults.from", LocalDate.now(ZoneOffset.UTC).toEpochDay() * ROTATING);
        return LongStream.range(from, from + count);
    }

    @BeforeAll
    void start() throws IOException, InterruptedException, TimeoutException, SQLException {
        Estate started = Estate.start();
        estate = started;
        topic = new LedgerTopic(started.kafka());
        publication = new Publication(false);
        runs = 0;
    }

    @ParameterizedTest(name = "-Dfaults.seed={0}")
    @MethodSource("seeds")
    void what_was_acknowledged_has_its_effect_once_and_in_order(long seed)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        if (runs == LONGEST_LIFE) {
            end();
        }
        if (estate == null) {
            start();
        }
        runs++;
        Plan plan = Plan.of(seed);
        boolean well = false;
        try {
            List<String> violations = run(plan);
            assertThat(violations).as(plan.toString()).isEmpty();
            well = true;
        } catch (RuntimeException e) {
            log.broken(plan, String.valueOf(e.getMessage()));
            throw e;
        } finally {
            if (!well) {
                abandon(seed);
            }
        }
    }

    private List<String> run(Plan plan) throws IOException, InterruptedException, SQLException {
        Estate present = present(estate);
        present.awaitReady();
        long begin = System.nanoTime();
        History history = new Run(present, plan).go();
        published(present, history);
        List<String> violations = new ArrayList<>(history.violations());
        violations.addAll(publication.takeViolations());
        log.add(plan, history, publication.takeRepeats(), Duration.ofNanos(System.nanoTime() - begin), violations);
        return violations;
    }

    /** A broker that went back has lost what earlier runs wrote too, and has to get it again. */
    private void published(Estate present, History history) throws SQLException {
        List<Database.Row> wanted = history.written();
        if (history.taken().topic()) {
            wanted = present.ledger().written();
            readAnew(present, wanted);
        }
        present(topic).drain(publication);
        publication.compare(wanted);
    }

    private void readAnew(Estate present, List<Database.Row> wanted) {
        present(topic).close();
        LedgerTopic anew = new LedgerTopic(present.kafka());
        topic = anew;
        publication = new Publication(true);
        await("everything is published again")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    anew.drain(publication);
                    return publication.missing(wanted).isEmpty();
                });
    }

    /** What one run has broken must not fail the next: its logs are kept, and the next begins on an estate of its own. */
    private void abandon(long seed) throws IOException {
        Path kept = TARGET.resolve("fault-suite-logs").resolve(Long.toString(seed));
        Files.createDirectories(kept);
        try (Stream<Path> logs = Files.list(present(estate).logs())) {
            for (Path file : logs.toList()) {
                Files.copy(file, kept.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        end();
    }

    private void end() throws IOException {
        if (topic != null) {
            topic.close();
            topic = null;
        }
        if (estate != null) {
            estate.close();
            estate = null;
        }
    }

    @AfterAll
    void finish() throws IOException {
        end();
        String digest = System.getProperty("faults.digest");
        if (digest != null) {
            log.digest(Path.of(digest));
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("no estate");
        }
        return value;
    }
}
