package io.tidemark.nodelink;

import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Offsets of one partition rise for ever, but where a broker came back in an older state: then what stood there is lost. */
final class Rising {
    private Rising() {}

    /**
     * Where the last record came to stand; empty when one stands no higher than the one before it. The broker does not tell
     * the offset of a record that it had got before, so that one is passed over.
     *
     * @param before the offset that the first must be higher than
     * @param acknowledged in the order in which it was sent
     */
    static OptionalLong after(long before, List<RecordMetadata> acknowledged) {
        long last = before;
        for (RecordMetadata record : acknowledged) {
            if (record.hasOffset() && record.offset() <= last) {
                return OptionalLong.empty();
            }
            last = Math.max(last, record.offset());
        }
        return OptionalLong.of(last);
    }
}
