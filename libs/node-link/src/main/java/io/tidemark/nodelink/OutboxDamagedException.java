package io.tidemark.nodelink;

/**
 * The outbox on disk, or Kafka, contradicts what must hold: numbers are dense, and one number has one body. No kill and no
 * power failure leads here; a restored, mixed or lost disk does. Nothing is published until an operator decided.
 */
public final class OutboxDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutboxDamagedException(String message) {
        super(message);
    }
}
