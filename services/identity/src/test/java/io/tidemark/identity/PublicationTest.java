package io.tidemark.identity;

import static io.tidemark.identity.Api.eventually;
import static io.tidemark.identity.PublishedRecords.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.identity.application.Bootstrap;
import io.tidemark.identity.application.Seed;
import io.tidemark.testkit.RepositoryFiles;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(IdentityParts.class)
class PublicationTest {
    private static final String HEARTBEAT = "tidemark.identity.heartbeat.v1";
    private static final String REFUSED = "tidemark.identity.request.refused.v1";
    private static final String TENANT = "tidemark.identity.tenant.created.v1";

    @Inject
    Bootstrap bootstrap;

    @Inject
    EventStore store;

    @BeforeEach
    void access() {
        Api.awaitAccess();
    }

    @Test
    void a_refusal_is_an_event_that_names_who_asked_what_and_why_not() {
        Response refused = Api.post("bob", "/tenants", "{\"name\":\"bobs\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        Optional<String> correlation = Optional.of(refused.header("Tidemark-Correlation"));

        eventually()
                .untilAsserted(() -> assertThat(PublishedRecords.ofType(REFUSED))
                        .filteredOn(record -> header(record, "ce_correlationid").equals(correlation))
                        .singleElement()
                        .satisfies(record -> {
                            assertThat(header(record, "ce_actor")).contains(Realm.BOB);
                            assertThat(record.value()).contains("ACCESS_DENIED", "create-tenant", "bobs");
                        }));
    }

    @Test
    void an_event_states_its_actor_and_stands_under_its_aggregates_key() {
        String name = "pub-" + UUID.randomUUID().toString().substring(0, 8);
        String id = Api.post("oscar", "/tenants", "{\"name\":\"" + name + "\"}")
                .jsonPath()
                .getString("id");

        eventually()
                .untilAsserted(() -> assertThat(PublishedRecords.ofType(TENANT))
                        .filteredOn(record -> record.key().equals(id))
                        .singleElement()
                        .satisfies(record -> {
                            assertThat(header(record, "ce_source")).contains("/tidemark/identity");
                            assertThat(header(record, "ce_subject")).contains(id);
                            assertThat(header(record, "ce_actor")).contains(Realm.OSCAR);
                            assertThat(header(record, "ce_objectpath")).contains("/tenants/" + id);
                            assertThat(header(record, "ce_streamrevision")).contains("1");
                        }));
    }

    @Test
    void a_heartbeat_goes_down_every_partition_and_overtakes_no_event_of_before_it() {
        eventually()
                .untilAsserted(() -> assertThat(PublishedRecords.ofType(HEARTBEAT))
                        .extracting(ConsumerRecord::partition)
                        .contains(0, 1, 2));

        List<ConsumerRecord<String, String>> records = PublishedRecords.all();
        for (ConsumerRecord<String, String> beat : records) {
            if (header(beat, "ce_type").equals(Optional.of(HEARTBEAT))) {
                long reached = Json.tree(beat.value()).get("position").asLong();
                assertThat(header(beat, "ce_streamrevision")).isEmpty();
                assertThat(records)
                        .filteredOn(later -> later.partition() == beat.partition() && later.offset() > beat.offset())
                        .allSatisfy(later -> assertThat(header(later, "ce_position")
                                        .map(Long::parseLong)
                                        .orElse(Long.MAX_VALUE))
                                .isGreaterThan(reached));
            }
        }
    }

    @Test
    void seeding_again_changes_nothing() throws Throwable {
        Seed seed = Json.read(RepositoryFiles.read(RepositoryFiles.find("src/main/resources/seed.json")), Seed.class);
        long before = roleEvents(seed);

        VertxContextSupport.subscribeAndAwait(() -> bootstrap.apply(seed));

        assertThat(roleEvents(seed)).isEqualTo(before).isEqualTo(seed.roles().size());
    }

    private long roleEvents(Seed seed) throws Throwable {
        long events = 0;
        for (Seed.SeededRole role : seed.roles()) {
            events += VertxContextSupport.subscribeAndAwait(() -> store.read(new io.tidemark.eventstore.StreamId(
                            "role", role.roleId().value())))
                    .size();
        }
        return events;
    }
}
