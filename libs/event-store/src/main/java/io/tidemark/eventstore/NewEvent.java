package io.tidemark.eventstore;

import java.util.UUID;

/**
 * An event to append.
 *
 * @param id unique for ever
 * @param type the wire name, such as {@code tidemark.compute.vm.started.v1}
 * @param json the payload, one JSON object
 */
public record NewEvent(UUID id, String type, String json) {}
