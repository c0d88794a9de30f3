package io.tidemark.compute.node.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Directives as JSON, field by field. Unknown fields are ignored, missing ones refused. Pure. */
final class DirectiveJson {
    private DirectiveJson() {}

    /** @throws MalformedDirective naming the field that is missing or wrong */
    static VmDirective read(JsonNode json) {
        return new VmDirective(
                new VmId(uuid(json, "vmId")),
                number(json, "epoch"),
                word(json, "desired", Desired::valueOf),
                json.hasNonNull("stopMode") ? word(json, "stopMode", StopMode::valueOf) : StopMode.GRACEFUL,
                text(json, "name"),
                text(json, "tenantId"),
                Math.toIntExact(number(json, "vcpus")),
                new MemorySize(number(json, "memoryBytes")),
                list(json, "disks", DirectiveJson::disk),
                list(json, "nics", DirectiveJson::nic),
                json.hasNonNull("generation") ? number(json, "generation") : 0,
                json.hasNonNull("power") ? power(field(json, "power")) : VmDirective.Power.ON);
    }

    static ObjectNode write(VmDirective directive) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("vmId", directive.vm().toString());
        json.put("epoch", directive.epoch());
        json.put("desired", word(directive.desired()));
        json.put("stopMode", word(directive.stopMode()));
        json.put("name", directive.name());
        json.put("tenantId", directive.tenant());
        json.put("vcpus", directive.vcpus());
        json.put("memoryBytes", directive.memory().bytes());
        ArrayNode disks = json.putArray("disks");
        directive
                .disks()
                .forEach(disk -> disks.addObject()
                        .put("volumeId", disk.volumeId().toString())
                        .put("sizeBytes", disk.size().bytes())
                        .put("imageId", disk.imageId().toString())
                        .put("imageFile", disk.imageFile()));
        ArrayNode nics = json.putArray("nics");
        directive
                .nics()
                .forEach(nic -> nics.addObject()
                        .put("portId", nic.portId().toString())
                        .put("mac", nic.mac())
                        .put("generation", nic.generation()));
        json.put("generation", directive.generation());
        json.putObject("power")
                .put("paused", directive.power().paused())
                .put("restart", directive.power().restart())
                .put("restartMode", word(directive.power().restartMode()));
        return json;
    }

    private static VmDirective.Power power(JsonNode json) {
        return new VmDirective.Power(
                flag(json, "paused"), number(json, "restart"), word(json, "restartMode", StopMode::valueOf));
    }

    private static VmDirective.Disk disk(JsonNode json) {
        return new VmDirective.Disk(
                uuid(json, "volumeId"),
                new MemorySize(number(json, "sizeBytes")),
                uuid(json, "imageId"),
                text(json, "imageFile"));
    }

    private static VmDirective.Nic nic(JsonNode json) {
        return new VmDirective.Nic(uuid(json, "portId"), text(json, "mac"), number(json, "generation"));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E> E word(JsonNode json, String field, Function<String, E> values) {
        String word = text(json, field);
        try {
            return values.apply(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new MalformedDirective(field + " is none of the known words: " + word);
        }
    }

    private static <E> List<E> list(JsonNode json, String field, Function<JsonNode, E> element) {
        JsonNode array = field(json, field);
        if (!array.isArray()) {
            throw new MalformedDirective(field + " is not a list");
        }
        return StreamSupport.stream(array.spliterator(), false).map(element).toList();
    }

    private static UUID uuid(JsonNode json, String field) {
        try {
            return UUID.fromString(text(json, field));
        } catch (IllegalArgumentException e) {
            throw new MalformedDirective(field + " is not a UUID");
        }
    }

    static String text(JsonNode json, String field) {
        JsonNode value = field(json, field);
        if (!value.isTextual()) {
            throw new MalformedDirective(field + " is not a text");
        }
        return value.textValue();
    }

    static long number(JsonNode json, String field) {
        JsonNode value = field(json, field);
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw new MalformedDirective(field + " is not a whole number of zero or more");
        }
        return value.longValue();
    }

    static boolean flag(JsonNode json, String field) {
        JsonNode value = field(json, field);
        if (!value.isBoolean()) {
            throw new MalformedDirective(field + " is neither true nor false");
        }
        return value.booleanValue();
    }

    static JsonNode field(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            throw new MalformedDirective(field + " is missing");
        }
        return value;
    }
}
