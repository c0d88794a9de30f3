package io.tidemark.audit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.audit.record.SealedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final UUID CORRELATION = id(1_000);
    private static final long REQUEST = 999;

    @Test
    void nothingSealedIsATraceWithoutRoots() {
        assertThat(shape(List.of())).isEmpty();
    }

    @Test
    void whatARequestLedToHangsBelowItsFirstEvent() {
        List<SealedRecord> records =
                List.of(record(0, 1, REQUEST), record(1, 2, 1), record(2, 3, 1), record(3, 4, 2), record(4, 5, 4));
        assertThat(shape(records)).isEqualTo("1(2(4(5)) 3)");
    }

    @Test
    void theOrderIsThatOfSealingWhateverOrderTheRecordsComeIn() {
        List<SealedRecord> records = List.of(record(3, 4, 1), record(1, 2, 1), record(0, 1, REQUEST), record(2, 3, 1));
        assertThat(shape(records)).isEqualTo("1(2 3 4)");
    }

    @Test
    void aRecordWhoseCauseIsNotKnownIsARoot() {
        List<SealedRecord> records = List.of(record(0, 2, 1), record(1, 3, 2), record(2, 5, 4), record(3, 6, 2));
        assertThat(shape(records)).isEqualTo("2(3 6) 5");
    }

    @Test
    void aCauseThatIsSealedLaterIsStillTheParent() {
        List<SealedRecord> records = List.of(record(0, 2, 1), record(1, 1, REQUEST));
        assertThat(shape(records)).isEqualTo("1(2)");
    }

    @Test
    void aRecordThatStatesItselfAsItsCauseIsARoot() {
        assertThat(shape(List.of(record(0, 1, 1), record(1, 2, 1)))).isEqualTo("1(2)");
    }

    @Test
    void causesInACircleLoseNoRecord() {
        List<SealedRecord> records = List.of(record(0, 9, REQUEST), record(1, 1, 3), record(2, 2, 1), record(3, 3, 2));
        assertThat(shape(records)).isEqualTo("9 1(2(3))");
    }

    @Test
    void aChainTooLongForOneTreeGoesOnAsAFurtherRoot() {
        List<SealedRecord> chain = IntStream.rangeClosed(1, 2 * Trace.MAX_DEPTH + 1)
                .mapToObj(number -> record(number, number, number - 1))
                .toList();
        assertThat(Trace.of(CORRELATION, chain).roots())
                .extracting(TraceNode::leaf)
                .containsExactly(1L, Trace.MAX_DEPTH + 1L, 2L * Trace.MAX_DEPTH + 1);
    }

    @Test
    void everyRecordStandsInTheTraceExactlyOnce() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int count = random.nextInt(30);
            List<SealedRecord> records = IntStream.range(0, count)
                    .mapToObj(leaf -> record(leaf, random.nextInt(20), random.nextInt(25)))
                    .toList();
            List<Long> placed = new ArrayList<>();
            collect(Trace.of(CORRELATION, records).roots(), placed);
            assertThat(placed)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            records.stream().map(SealedRecord::leaf).toList());
        }
    }

    private static void collect(List<TraceNode> nodes, List<Long> leaves) {
        for (TraceNode node : nodes) {
            leaves.add(node.leaf());
            collect(node.children(), leaves);
        }
    }

    /** The trace as nested parentheses of event numbers. */
    private static String shape(List<SealedRecord> records) {
        return nodes(Trace.of(CORRELATION, records).roots());
    }

    private static String nodes(List<TraceNode> nodes) {
        return nodes.stream()
                .map(node -> node.id().getLeastSignificantBits()
                        + (node.children().isEmpty() ? "" : "(" + nodes(node.children()) + ")"))
                .collect(Collectors.joining(" "));
    }

    private static SealedRecord record(long leaf, long event, long cause) {
        return SealedRecord.seal(
                leaf,
                new AuditedEvent(
                        id(event),
                        "tidemark.compute.vm.started.v1",
                        "/tidemark/compute",
                        "vm-1",
                        Instant.EPOCH,
                        CORRELATION,
                        id(cause),
                        "alice",
                        Optional.empty(),
                        1,
                        JsonNodeFactory.instance.objectNode()));
    }

    private static UUID id(long number) {
        return new UUID(0, number);
    }
}
