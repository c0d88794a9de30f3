package io.tidemark.memorybroker.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Facts about balloons as they travel. */
record BalloonFacts(String nodeId, FactSink sink) {
    private static final String MOVED = "tidemark.node.balloon.moved.v1";

    /** Tells where a balloon ended: at its target, or where the guest could go no further. */
    void tell(BalloonTask task, BalloonTask.Result result) {
        GuestDirective.Held directive = task.directive();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("nodeId", nodeId);
        body.put("vmId", directive.vm().value());
        body.put("epoch", directive.epoch());
        body.put("generation", directive.generation());
        body.put("targetBytes", directive.target().bytes());
        body.put("actualBytes", result.actual().bytes());
        ArrayNode done = body.putArray("actions");
        result.actions().forEach(action -> done.add(json(action)));
        sink.emit(MOVED, GuestDirective.KEY + directive.vm(), body, task.cause());
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
