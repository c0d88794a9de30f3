package io.tidemark.network.node;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where the module tells what it did. The agent numbers facts and keeps them until they are acknowledged. */
@FunctionalInterface
public interface FactSink {
    /**
     * Takes one fact; when it returns, the fact is safe. A fact may come twice; who reads it goes by its generation.
     *
     * @param type such as {@code tidemark.node.port.bound.v1}
     * @param key {@code network/port/<portId>}
     */
    void emit(String type, String key, ObjectNode body, Cause causedBy);
}
