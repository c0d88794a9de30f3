package io.tidemark.network.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Facts about ports as they travel. */
final class PortFacts {
    private static final String BOUND = "tidemark.node.port.bound.v1";
    private static final String ABSENT = "tidemark.node.port.absent.v1";

    private final String nodeId;
    private final FactSink sink;

    PortFacts(String nodeId, FactSink sink) {
        this.nodeId = nodeId;
        this.sink = sink;
    }

    /** Tells that a port is as its directive asks. */
    void tell(NetworkDirective.OfPort fulfilled, List<Action> actions, Cause cause) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("nodeId", nodeId);
        body.put("portId", fulfilled.portId().value());
        body.put("generation", fulfilled.generation());
        ArrayNode done = body.putArray("actions");
        actions.forEach(action -> done.add(json(action)));
        sink.emit(type(fulfilled), NetworkDirective.PORT_KEY + fulfilled.portId(), body, cause);
    }

    private static String type(NetworkDirective.OfPort fulfilled) {
        return switch (fulfilled) {
            case NetworkDirective.Bound bound -> BOUND;
            case NetworkDirective.Absent absent -> ABSENT;
        };
    }

    private static ObjectNode json(Action action) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("call", action.call());
        json.put("target", action.target());
        json.put("startedAt", action.startedAt().toString());
        json.put("micros", action.micros());
        json.put("outcome", action.outcome());
        return json;
    }
}
