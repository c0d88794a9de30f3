package io.tidemark.audit.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.log.Leaf;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedRecordTest {

    private static final UUID ID = new UUID(0, 1);
    private static final Cause CAUSE =
            new Cause(new UUID(0, 2), new UUID(0, 3), "alice", Optional.of(new UUID(0, 4)), Optional.empty());

    @Test
    void theLeafIsTheCanonicalFormOfTheWholeEvent() {
        SealedRecord sealed = SealedRecord.seal(7, event("{\"vmId\":\"v\", \"memoryBytes\":1024}"));
        assertThat(sealed.content().text())
                .isEqualTo("{\"actor\":\"alice\",\"causationId\":\"00000000-0000-0000-0000-000000000003\","
                        + "\"correlationId\":\"00000000-0000-0000-0000-000000000002\","
                        + "\"data\":{\"memoryBytes\":1024,\"vmId\":\"v\"},"
                        + "\"id\":\"00000000-0000-0000-0000-000000000001\","
                        + "\"operationId\":\"00000000-0000-0000-0000-000000000004\",\"revision\":3,"
                        + "\"source\":\"/tidemark/compute\",\"subject\":\"vm-1\","
                        + "\"time\":\"2026-11-22T08:00:00.123Z\",\"type\":\"tidemark.compute.vm.started.v1\"}");
        assertThat(sealed.sealedHash()).isEqualTo(sealed.content().hash());
    }

    @Test
    void aStoreThatReordersMembersAndRewritesNumbersKeepsTheLeaf() {
        SealedRecord sealed = SealedRecord.seal(0, event("{\"b\":1.50,\"a\":[1e2,{\"d\":null,\"c\":true}]}"));
        SealedRecord kept = SealedRecord.parse("{\"leafHash\":\"" + sealed.leafHash() + "\",\"event\":"
                + sealed.event()
                        .toString()
                        .replace(
                                "{\"b\":1.50,\"a\":[1E+2,{\"d\":null,\"c\":true}]}",
                                "{\"a\":[100,{\"c\":true,\"d\":null}],\"b\":1.5}")
                + ",\"leaf\":0}");
        assertThat(kept.event()).isNotEqualTo(sealed.event());
        assertThat(kept.content()).isEqualTo(sealed.content());
    }

    @Test
    void numbersKeepEveryDigit() {
        SealedRecord sealed = SealedRecord.seal(0, event("{\"n\":[0.1234567890123456789,9007199254740993,1e400]}"));
        SealedRecord kept = SealedRecord.parse(Json.write(sealed));
        assertThat(kept.content().text()).contains("\"n\":[0.1234567890123456789,9007199254740993,1e+400]");
        assertThat(kept.content()).isEqualTo(sealed.content());
    }

    @Test
    void aLargeRecordIsKeptWholeAndSealedByItsDigest() {
        SealedRecord sealed = SealedRecord.seal(0, event("{\"log\":\"" + "x".repeat(70_000) + "\"}"));
        assertThat(sealed.content().text()).contains(Leaf.ENVELOPE, ID.toString());
        assertThat(sealed.event().path("data").path("log").asText()).hasSize(70_000);
    }

    @Test
    void theEventReadsBackAsItWas() {
        AuditedEvent event = event("{\"vmId\":\"v\"}");
        assertThat(SealedRecord.seal(0, event).audited()).isEqualTo(event);
    }

    @Test
    void aChangedEventHasAnotherLeaf() {
        SealedRecord sealed = SealedRecord.seal(0, event("{\"vmId\":\"v\"}"));
        SealedRecord changed = SealedRecord.parse(Json.write(sealed).replace("\"alice\"", "\"mallory\""));
        assertThat(changed.content().hash()).isNotEqualTo(changed.sealedHash());
    }

    private static AuditedEvent event(String json) {
        return AuditedEvent.of(
                ID,
                "tidemark.compute.vm.started.v1",
                "/tidemark/compute",
                "vm-1",
                Instant.parse("2026-11-22T08:00:00.123Z"),
                CAUSE,
                3,
                json);
    }
}
