package io.tidemark.network.node.linux;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import io.tidemark.network.node.PortCounters;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.plan.Direction;
import io.tidemark.network.node.plan.HostNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what ports have carried, for all of them at once. */
final class Counters {
    private final HostNames names;
    private final Namespace namespace;

    Counters(HostNames names, Namespace namespace) {
        this.names = names;
        this.namespace = namespace;
    }

    Map<PortId, PortCounters> read() {
        Map<String, Long> dropped = dropped();
        Map<PortId, PortCounters> counters = new HashMap<>();
        for (JsonNode device : ask(namespace.ip("-j", "-s", "link", "show"))) {
            if (!names.isOurs(device.path("ifname").asText())) {
                continue;
            }
            HostNames.portIn(device.path("ifalias").asText("")).ifPresent(port -> {
                JsonNode stats = device.path("stats64");
                counters.put(
                        port,
                        new PortCounters(
                                count(stats.path("tx"), dropped, names.queue(port, Direction.INBOUND)),
                                count(stats.path("rx"), dropped, names.queue(port, Direction.OUTBOUND))));
            });
        }
        return counters;
    }

    private static PortCounters.Count count(JsonNode stats, Map<String, Long> dropped, String queue) {
        return new PortCounters.Count(
                stats.path("packets").asLong(), stats.path("bytes").asLong(), dropped.getOrDefault(queue, 0L));
    }

    private Map<String, Long> dropped() {
        Map<String, Long> dropped = new HashMap<>();
        for (JsonNode discipline : ask(namespace.tc("-j", "-s", "qdisc", "show"))) {
            if (discipline.path("kind").asText().equals("tbf")) {
                dropped.put(
                        discipline.path("dev").asText(),
                        discipline.path("drops").asLong());
            }
        }
        return dropped;
    }

    private static JsonNode ask(List<String> arguments) {
        Command.Result result = new Command(arguments, "").run();
        if (!result.succeeded()) {
            throw new DataplaneException(
                    Category.COMMAND_FAILED, String.join(" ", arguments) + ": " + result.complaint());
        }
        return Reading.one(result.output());
    }
}
