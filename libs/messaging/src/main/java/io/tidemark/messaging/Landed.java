package io.tidemark.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the records of one send came to stand in one partition.
 *
 * @param first the offset of the first of them
 * @param last the offset of the last of them
 * @param index of the last one in what was sent
 */
record Landed(TopicPartition partition, long first, long last, int index) {
    /** Offsets rise for ever, but where a broker came back in an older state: then what stood there is lost. */
    static final class WentBack extends IllegalStateException {
        private static final long serialVersionUID = 1;

        WentBack(Object where) {
            super("Kafka gave offsets that it had given before: " + where);
        }
    }

    /**
     * By partition. The broker does not tell the offset of a record that it had got before, so that one is left out.
     *
     * @param acknowledged in the order in which it was sent
     * @throws WentBack when offsets do not rise
     */
    static Collection<Landed> of(List<RecordMetadata> acknowledged) {
        Map<TopicPartition, Landed> landed = new HashMap<>();
        for (int i = 0; i < acknowledged.size(); i++) {
            RecordMetadata record = acknowledged.get(i);
            if (record.hasOffset()) {
                Landed next = new Landed(
                        new TopicPartition(record.topic(), record.partition()), record.offset(), record.offset(), i);
                landed.merge(next.partition(), next, Landed::and);
            }
        }
        return landed.values();
    }

    private Landed and(Landed next) {
        if (next.first <= last) {
            throw new WentBack(partition);
        }
        return new Landed(partition, first, next.last, next.index);
    }
}
