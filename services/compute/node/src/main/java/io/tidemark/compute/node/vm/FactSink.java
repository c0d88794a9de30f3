package io.tidemark.compute.node.vm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Where facts go: the node's durable outbox. */
public interface FactSink {
    /**
     * Takes a fact; when it returns, the fact survives the death of this process and will be published in this order.
     *
     * @param type such as {@code tidemark.node.vm.running.v1}
     * @param key such as {@code compute/vm/<vmId>}
     * @param body complete
     * @param causedBy headers of the directive that led to it; empty when nobody asked
     */
    void emit(String type, String key, ObjectNode body, Map<String, String> causedBy);
}
