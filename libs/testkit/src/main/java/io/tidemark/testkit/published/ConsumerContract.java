package io.tidemark.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.testkit.real.Neighbour;
import io.tidemark.testkit.real.ServiceTables;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * That a service hears what {@code event-schemas/subscriptions.json} says, and takes in everything that others may
 * rightly publish: golden samples, samples without what is optional, samples with fields of a later writer, and versions
 * that it was never written for. A service extends this once, as a {@code @QuarkusTest} on the real parts.
 */
public abstract class ConsumerContract {
    private static final PublishedLanguage LANGUAGE = PublishedLanguage.ofThisRepository();
    private static final String NODE = "71de0007-0000-4000-8000-000000000001";

    /** The channel, by convention, of a service that reads measurements. */
    private static final String TELEMETRY_CHANNEL = "mp.messaging.incoming.telemetry.topic";

    private final String service;
    private final Subscriptions subscriptions = new Subscriptions(LANGUAGE);

    /** @param service as in the wire names, such as {@code memory-broker} */
    protected ConsumerContract(String service) {
        this.service = service;
    }

    /** The types that the running service has a reaction to. */
    protected abstract Set<String> reactsTo();

    @Test
    void the_service_reacts_to_what_is_written_that_it_receives_and_to_nothing_else() {
        Set<String> written = subscriptions.typesOf(service).stream()
                .filter(type -> type.equals(Subscriptions.EVERYTHING)
                        || Flow.of(LANGUAGE.version(type)).isLogged())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(reactsTo())).isEqualTo(written);
    }

    @Test
    void the_service_reads_measurements_exactly_when_that_is_written() {
        boolean written = subscriptions.versionsOf(service).stream().anyMatch(one -> Flow.of(one) == Flow.TELEMETRY);

        assertThat(ConfigProvider.getConfig()
                        .getOptionalValue(TELEMETRY_CHANNEL, String.class)
                        .isPresent())
                .isEqualTo(written);
    }

    /** What waits behind another event of its key would hide whether it can be taken in, so nothing may wait at all. */
    @Test
    void every_form_of_what_it_receives_is_taken_in_and_an_unknown_version_of_it_too() {
        List<PublishedVersion> events = received(Flow.EVENT);
        List<PublishedVersion> facts = received(Flow.FACT);
        for (PublishedVersion event : events) {
            try (Neighbour other = Neighbour.service(event.part())) {
                String aggregate = UUID.randomUUID().toString();
                long last = publishEveryForm(other, event, aggregate);
                awaitTakenIn("/tidemark/" + event.part(), aggregate, last);
            }
        }
        try (Neighbour node = Neighbour.node(NODE)) {
            long last = 0;
            for (PublishedVersion fact : facts) {
                last += publishEveryForm(node, fact, NODE);
            }
            awaitTakenIn("/tidemark/node/" + NODE, NODE, last);
        }
        assertThat(events).isNotEmpty();
    }

    private List<PublishedVersion> received(Flow flow) {
        return subscriptions.versionsOf(service).stream()
                .filter(version -> Flow.of(version) == flow)
                .toList();
    }

    /** How many records that were. */
    private static long publishEveryForm(Neighbour other, PublishedVersion version, String subject) {
        List<JsonNode> forms = List.of(version.leastSample(), version.sample(), version.widenedSample());
        forms.forEach(form -> other.publish(version.type(), subject, form));
        other.publish(nextOf(version.type()), subject, ofAnotherShape());
        return forms.size() + 1;
    }

    private static String nextOf(String type) {
        int version = type.lastIndexOf(".v") + 2;
        return type.substring(0, version) + (Integer.parseInt(type.substring(version)) + 1);
    }

    private static ObjectNode ofAnotherShape() {
        return JsonNodeFactory.instance.objectNode().put("everything", "is different now");
    }

    private void awaitTakenIn(String producer, String aggregate, long revisions) {
        if (revisions == 0) {
            return;
        }
        Awaitility.await(producer + " " + aggregate)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    assertThat(ServiceTables.parked(producer, aggregate)).isEmpty();
                    assertThat(ServiceTables.handled(producer, aggregate)).isEqualTo(revisions);
                });
    }
}
