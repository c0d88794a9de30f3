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
            case Fact.Power power -> {
                body.setAll(power(power));
                yield "power";
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
        sink.emit("tidemark.node.vm." + type + ".v1", "compute/vm/" + vm, body, isUnasked(fact) ? Map.of() : causedBy);
    }

    private static boolean isUnasked(Fact fact) {
        return switch (fact) {
            case Fact.Stopped stopped -> stopped.cause() != StopCause.REQUESTED;
            case Fact.Power power -> !power.asked();
            case Fact.Running _, Fact.StartFailed _, Fact.Absent _ -> false;
        };
    }

    private static ObjectNode power(Fact.Power power) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("epoch", power.epoch()).put("generation", power.generation()).put("restarts", power.restarts());
        json.put("power", power.standstill().isPresent() ? "paused" : "running");
        power.standstill().ifPresent(why -> json.put("cause", DirectiveJson.word(why)));
        power.failure()
                .ifPresent(failure ->
                        json.putObject("failure").put("code", failure.code()).put("detail", failure.detail()));
        json.set("actions", JournalJson.actions(power.actions()));
        return json;
    }
}
