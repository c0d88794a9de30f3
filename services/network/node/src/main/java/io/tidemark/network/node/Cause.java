package io.tidemark.network.node;

/**
 * Where a directive came from, so that facts can say what caused them.
 *
 * @param correlationId the id of the whole change
 * @param causationId the id of the directive
 */
public record Cause(String correlationId, String causationId) {}
