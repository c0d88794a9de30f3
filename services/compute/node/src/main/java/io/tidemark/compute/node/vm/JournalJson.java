package io.tidemark.compute.node.vm;

import static io.tidemark.compute.node.vm.DirectiveJson.field;
import static io.tidemark.compute.node.vm.DirectiveJson.number;
import static io.tidemark.compute.node.vm.DirectiveJson.text;
import static io.tidemark.compute.node.vm.DirectiveJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.hypervisor.StopMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Journal entries as JSON, field by field. Pure. */
final class JournalJson {
    private static final int VERSION = 1;

    private JournalJson() {}

    static ObjectNode write(JournalEntry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.set("desired", DirectiveJson.write(entry.desired()));
        ObjectNode headers = json.putObject("causedBy");
        entry.causedBy().forEach(headers::put);
        json.put("epoch", entry.epoch());
        json.put("bootId", entry.bootId());
        json.put("desiredBootId", entry.desiredBootId());
        json.put("answered", entry.answered());
        json.set("phase", phase(entry.phase()));
        return json;
    }

    /** @throws MalformedDirective when a field is missing or wrong */
    static JournalEntry read(JsonNode json) {
        if (number(json, "version") != VERSION) {
            throw new MalformedDirective("a journal of version " + number(json, "version"));
        }
        Map<String, String> headers = new HashMap<>();
        field(json, "causedBy")
                .properties()
                .forEach(h -> headers.put(h.getKey(), h.getValue().textValue()));
        VmDirective desired = DirectiveJson.read(field(json, "desired"));
        return new JournalEntry(
                desired,
                headers,
                number(json, "epoch"),
                phase(field(json, "phase"), desired),
                text(json, "bootId"),
                text(json, "desiredBootId"),
                json.hasNonNull("answered") ? number(json, "answered") : 0);
    }

    private static ObjectNode phase(Phase phase) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (phase) {
            case Phase.Waiting(Instant deadline) -> json.put("is", "waiting").put("deadline", deadline.toString());
            case Phase.Starting(Instant deadline) -> json.put("is", "starting").put("deadline", deadline.toString());
            case Phase.Running(var actions, boolean told, var power) -> {
                json.put("is", "running").put("told", told).set("actions", actions(actions));
                json.set("power", PowerJson.write(power));
            }
            case Phase.Stopping(var mode, var askedAt, var actions) -> {
                json.put("is", "stopping").put("mode", word(mode)).set("actions", actions(actions));
                askedAt.ifPresent(at -> json.put("askedAt", at.toString()));
            }
            case Phase.Stopped(var cause, var actions, boolean told) ->
                json.put("is", "stopped")
                        .put("cause", word(cause))
                        .put("told", told)
                        .set("actions", actions(actions));
            case Phase.Failed(var code, var detail, var actions, boolean told) ->
                json.put("is", "failed")
                        .put("code", code)
                        .put("detail", detail)
                        .put("told", told)
                        .set("actions", actions(actions));
            case Phase.Removing() -> json.put("is", "removing");
            case Phase.Absent(boolean told) -> json.put("is", "absent").put("told", told);
        }
        return json;
    }

    private static Phase phase(JsonNode json, VmDirective desired) {
        return switch (text(json, "is")) {
            case "waiting" -> new Phase.Waiting(Instant.parse(text(json, "deadline")));
            case "starting" -> new Phase.Starting(Instant.parse(text(json, "deadline")));
            case "running" -> new Phase.Running(actions(json), told(json), power(json, desired));
            case "stopping" ->
                new Phase.Stopping(
                        word(json, "mode", StopMode::valueOf),
                        Optional.ofNullable(json.get("askedAt")).map(at -> Instant.parse(at.textValue())),
                        actions(json));
            case "stopped" -> new Phase.Stopped(word(json, "cause", StopCause::valueOf), actions(json), told(json));
            case "failed" -> new Phase.Failed(text(json, "code"), text(json, "detail"), actions(json), told(json));
            case "removing" -> new Phase.Removing();
            case "absent" -> new Phase.Absent(told(json));
            default -> throw new MalformedDirective("an unknown phase: " + text(json, "is"));
        };
    }

    private static boolean told(JsonNode json) {
        return field(json, "told").booleanValue();
    }

    /** Actions in the form in which facts carry them. */
    static ArrayNode actions(List<Action> actions) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        actions.forEach(action -> json.addObject()
                .put("call", action.call())
                .put("target", action.target())
                .put("startedAt", action.startedAt().toString())
                .put("micros", action.micros())
                .put("outcome", action.outcome()));
        return json;
    }

    /** Older agents knew of no power: for them, all that their directive wanted was so. */
    private static GuestPower power(JsonNode json, VmDirective desired) {
        return json.hasNonNull("power") ? PowerJson.read(field(json, "power")) : GuestPower.fresh(desired);
    }

    static List<Action> actions(JsonNode json) {
        List<Action> actions = new ArrayList<>();
        field(json, "actions")
                .forEach(action -> actions.add(new Action(
                        text(action, "call"),
                        text(action, "target"),
                        Instant.parse(text(action, "startedAt")),
                        number(action, "micros"),
                        text(action, "outcome"))));
        return actions;
    }
}
