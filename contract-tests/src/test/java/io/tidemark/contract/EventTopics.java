package io.tidemark.contract;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning with a CloudEvents decoder that is not ours. */
final class EventTopics {
    private EventTopics() {}

    static List<ConsumerRecord<String, CloudEvent>> readAll(String bootstrap, String topics) {
        Pattern wanted = Pattern.compile(topics);
        List<ConsumerRecord<String, CloudEvent>> all = new ArrayList<>();
        try (Consumer<String, CloudEvent> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new CloudEventDeserializer())) {
            Set<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> wanted.matcher(topic.getKey()).matches())
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .collect(Collectors.toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<String, CloudEvent> records = consumer.poll(Duration.ofSeconds(1));
                records.forEach(all::add);
            }
        }
        return all;
    }
}
