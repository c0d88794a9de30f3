package io.tidemark.cli.client.events;

/**
 * One event of a Server-Sent Events stream.
 *
 * @param lastEventId what to resume after; empty when the stream has given none yet
 * @param type {@code message} when the stream names none
 */
record ServerSentEvent(String lastEventId, String type, String data) {}
