package io.tidemark.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Another service: writes the headers by hand, so that reader and writer do not share a mistake. */
@ApplicationScoped
class OtherService {
    static final String SOURCE = "/tidemark/other";
    static final String COUNTED = "tidemark.other.thing.counted.v1";

    private final KafkaProducer<String, byte[]> producer;

    OtherService(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "metadata.max.age.ms", "1000"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** An event of another service, as its headers and body; {@code with} makes it broken or different. */
    record Event(String topic, String key, Map<String, String> headers, String body) {
        static Event counted(String topic, String aggregate, long revision, String behaviour) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("ce_specversion", "1.0");
            headers.put("ce_id", UUID.randomUUID().toString());
            headers.put("ce_source", SOURCE);
            headers.put("ce_type", COUNTED);
            headers.put("ce_subject", aggregate);
            headers.put("ce_time", Instant.EPOCH.toString());
            headers.put("ce_streamrevision", Long.toString(revision));
            headers.put("ce_correlationid", UUID.randomUUID().toString());
            headers.put("ce_causationid", UUID.randomUUID().toString());
            headers.put("ce_actor", "somebody");
            return new Event(
                    topic,
                    aggregate,
                    headers,
                    "{\"revision\":" + revision + ",\"behaviour\":\"" + behaviour + "\",\"unknown\":1}");
        }

        Event with(String header, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(header, value);
            return new Event(topic, key, changed, body);
        }

        UUID id() {
            String id = headers.get("ce_id");
            if (id == null) {
                throw new IllegalStateException("an event without id");
            }
            return UUID.fromString(id);
        }
    }

    RecordMetadata publish(Event event) {
        return publish(event.topic(), event.key(), event.headers(), event.body().getBytes(UTF_8));
    }

    /** Publishes anything, also what is no event at all. */
    RecordMetadata publish(String topic, String key, Map<String, String> headers, byte @Nullable [] body) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, body);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try {
            return producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the broker did not take " + topic, e);
        }
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
