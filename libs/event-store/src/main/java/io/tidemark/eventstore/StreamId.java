package io.tidemark.eventstore;

/**
 * Names one stream: the history of one aggregate.
 *
 * @param category the kind of aggregate, lower case, such as {@code vm}
 * @param id the aggregate's own id, the key of its events in Kafka
 */
public record StreamId(String category, String id) {
    public StreamId {
        if (category.isBlank() || id.isBlank() || category.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a stream: category '" + category + "', id '" + id + "'");
        }
    }

    /** {@code category/id}; unique within a service. */
    @Override
    public String toString() {
        return category + "/" + id;
    }

    /** The opposite of {@link #toString()}. */
    public static StreamId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("not a stream: " + text);
        }
        return new StreamId(text.substring(0, slash), text.substring(slash + 1));
    }
}
