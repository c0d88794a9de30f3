package io.tidemark.compute.node.vm;

import static io.tidemark.compute.node.vm.DirectiveJson.flag;
import static io.tidemark.compute.node.vm.DirectiveJson.number;
import static io.tidemark.compute.node.vm.DirectiveJson.text;
import static io.tidemark.compute.node.vm.DirectiveJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.hypervisor.StopMode;
import java.time.Instant;
import java.util.Optional;

/** The power of a running guest as the journal holds it. Pure. */
final class PowerJson {
    private PowerJson() {}

    static ObjectNode write(GuestPower power) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("obeyed", power.obeyed()).put("restarts", power.restarts());
        power.standstill().ifPresent(why -> json.put("standstill", word(why)));
        power.restarting().ifPresent(underWay -> json.set("restarting", restarting(underWay)));
        power.failure()
                .ifPresent(failure ->
                        json.putObject("failure").put("code", failure.code()).put("detail", failure.detail()));
        json.set("actions", JournalJson.actions(power.actions()));
        return json.put("asked", power.asked()).put("told", power.told());
    }

    private static ObjectNode restarting(GuestPower.Restarting underWay) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", underWay.number())
                .put("mode", word(underWay.mode()))
                .put("deadline", underWay.deadline().toString());
        underWay.askedAt().ifPresent(at -> json.put("askedAt", at.toString()));
        return json;
    }

    static GuestPower read(JsonNode json) {
        return new GuestPower(
                number(json, "obeyed"),
                number(json, "restarts"),
                json.hasNonNull("standstill")
                        ? Optional.of(word(json, "standstill", GuestPower.Standstill::valueOf))
                        : Optional.empty(),
                Optional.ofNullable(json.get("restarting")).map(PowerJson::underWay),
                Optional.ofNullable(json.get("failure"))
                        .map(failure -> new GuestPower.Failure(text(failure, "code"), text(failure, "detail"))),
                JournalJson.actions(json),
                flag(json, "asked"),
                flag(json, "told"));
    }

    private static GuestPower.Restarting underWay(JsonNode json) {
        return new GuestPower.Restarting(
                number(json, "number"),
                word(json, "mode", StopMode::valueOf),
                Instant.parse(text(json, "deadline")),
                Optional.ofNullable(json.get("askedAt")).map(at -> Instant.parse(at.textValue())));
    }
}
