package io.tidemark.audit;

import static io.tidemark.audit.Auditor.eventually;
import static io.tidemark.audit.Auditor.get;
import static io.tidemark.audit.Auditor.leaf;
import static io.tidemark.audit.Auditor.leaves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.audit.Platform.Event;
import io.tidemark.audit.log.Leaf;
import io.tidemark.audit.log.TreeHash;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything becomes a record, once, in one dense log. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class SealingTest {

    @Inject
    Platform platform;

    @Inject
    Auditor auditor;

    @BeforeEach
    void signIn() {
        auditor.signIn();
    }

    @Test
    void aServicesEventAndANodesFactAreSealedAsTheyWere() {
        Event event = Event.compute(fresh(), 1, "{\"vmId\":\"v\",\"memoryBytes\":9007199254740993}");
        Event fact =
                Event.fact(fresh(), 1, "{\"micros\":0.1234567890123456789,\"text\":\"\u20ac\ud83d\ude00\\u0007\"}");
        platform.publish(event);
        platform.publish(fact);

        get("/records/{leaf}", leaf(event.correlationId()))
                .statusCode(200)
                .body("event.id", equalTo(event.id().toString()))
                .body("event.type", equalTo(Platform.STARTED))
                .body("event.source", equalTo("/tidemark/compute"))
                .body("event.subject", equalTo(event.subject()))
                .body("event.time", equalTo("1970-01-01T00:00:00Z"))
                .body("event.correlationId", equalTo(event.correlationId().toString()))
                .body("event.causationId", equalTo(event.causationId().toString()))
                .body("event.actor", equalTo("alice"))
                .body("event.revision", equalTo(1))
                .body("event.data.memoryBytes", equalTo(9007199254740993L));
        String hashed = get("/records/{leaf}/proof", leaf(fact.correlationId()))
                .statusCode(200)
                .extract()
                .path("record");
        assertThat(hashed)
                .contains("\"data\":{\"micros\":0.1234567890123456789,\"text\":\"\u20ac\ud83d\ude00\\u0007\"}");
    }

    @Test
    void anEventPublishedTwiceIsSealedOnce() {
        String vm = fresh();
        Event first = Event.compute(vm, 1, "{}");
        Event second = Event.compute(vm, 2, "{}").causedBy(first);
        platform.publish(first);
        platform.publish(first);
        platform.publish(second);
        platform.publish(first);
        Event third = Event.compute(vm, 3, "{}").causedBy(second);
        platform.publish(third);

        assertThat(leaves(first.correlationId(), 3)).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void aRecordTooLargeForALeafIsKeptWholeAndSealedByItsDigest() {
        Event event = Event.compute(fresh(), 1, "{\"log\":\"" + "x".repeat(70_000) + "\"}");
        platform.publish(event);

        int leaf = leaf(event.correlationId());
        String whole = get("/records/{leaf}", leaf).statusCode(200).extract().path("event.data.log");
        assertThat(whole).hasSize(70_000);
        var proof = get("/records/{leaf}/proof", leaf).statusCode(200).extract();
        assertThat(proof.<String>path("record"))
                .contains(Leaf.ENVELOPE, event.id().toString());
        assertThat(proof.<String>path("leafHash"))
                .isEqualTo(TreeHash.ofLeaf(proof.<String>path("record")).hex());
    }

    @Test
    void identitysEventsAreSealedThoughAnotherReactionNamesThem() {
        get("/records?type={type}", "tidemark.identity.membership.observed.v1")
                .statusCode(200)
                .body("items.event.data.userId", hasItem(Realm.AUDREY));
        get("/records?type={type}", "tidemark.identity.heartbeat.v1").body("items.size()", equalTo(0));
    }

    @Test
    void thePublicStreamIsDenseInOneOrderAndNamesTheLeaf() {
        Event event = Event.compute(fresh(), 1, "{\"vmId\":\"v\"}");
        platform.publish(event);
        int last = leaf(event.correlationId());

        try (PublicStream stream = platform.publicStream()) {
            eventually().until(() -> stream.sealed().size() > last);
            List<ConsumerRecord<String, String>> records = stream.sealed();
            assertThat(records)
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(records.getFirst().partition());
            assertThat(records.subList(0, last + 1))
                    .extracting(record -> Long.parseLong(PublicStream.header(record, "ce_streamrevision")))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, last + 1)
                            .mapToObj(i -> (long) i)
                            .toList());
            ConsumerRecord<String, String> ours = records.get(last);
            assertThat(PublicStream.header(ours, "ce_source")).isEqualTo("/tidemark/audit");
            assertThat(PublicStream.header(ours, "ce_correlationid"))
                    .isEqualTo(event.correlationId().toString());
            assertThat(PublicStream.header(ours, "ce_causationid"))
                    .isEqualTo(event.id().toString());
            assertThat(PublicStream.header(ours, "ce_actor")).isEqualTo("alice");
            assertThat(ours.value()).contains("\"leaf\": " + last, event.id().toString());
        }
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }
}
