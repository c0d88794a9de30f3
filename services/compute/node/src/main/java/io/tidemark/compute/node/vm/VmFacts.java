package io.tidemark.compute.node.vm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.VmId;
import java.util.Map;

/** Facts of VMs in the published form. */
record VmFacts(String nodeId, FactSink sink) {
    void tell(VmId vm, Fact fact, Map<String, String> causedBy) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("nodeId", nodeId).put("vmId", vm.toString());
        String type = switch (fact) {
            case Fact.Running(long epoch, var actions) -> {
                body.put("epoch", epoch).set("actions", JournalJson.actions(actions));
                yield "running";
            }
            case Fact.Stopped(long epoch, var cause, var actions) -> {
                body.put("epoch", epoch)
                        .put("cause", DirectiveJson.word(cause))
                        .set("actions", JournalJson.actions(actions));
                yield "stopped";
            }
            case Fact.StartFailed(long epoch, var code, var detail, var actions) -> {
                body.put("epoch", epoch)
                        .put("code", code)
                        .put("detail", detail)
                        .set("actions", JournalJson.actions(actions));
                yield "start-failed";
            }
            case Fact.Absent(long epoch) -> {
                body.put("epoch", epoch);
                yield "absent";
            }
        };
        boolean unasked = fact instanceof Fact.Stopped stopped && stopped.cause() != StopCause.REQUESTED;
        sink.emit("tidemark.node.vm." + type + ".v1", "compute/vm/" + vm, body, unasked ? Map.of() : causedBy);
    }
}
