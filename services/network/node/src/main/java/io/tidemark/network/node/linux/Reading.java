package io.tidemark.network.node.linux;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.MacAddress;
import io.tidemark.network.node.plan.Direction;
import io.tidemark.network.node.plan.Found;
import io.tidemark.network.node.plan.GuardEntry;
import io.tidemark.network.node.plan.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What iproute2 and nftables print as JSON, read into what was found. Pure. */
final class Reading {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Reading() {}

    /** What {@code ip} told about devices and about the ways of the host's own answers. */
    record Stack(Map<String, Link> links, Found.Routing routing) {
        static final Stack NONE = new Stack(Map.of(), Found.Routing.NONE);
    }

    /** What {@link #stack} needs {@code ip -j -d -batch} to be asked. */
    static final String STACK_QUESTIONS = "addr show\nrule show\nroute show table all\n";

    static Stack stack(String text) {
        List<JsonNode> answers = documents(text, 3);
        Map<String, Link> links = new HashMap<>();
        for (JsonNode device : answers.getFirst()) {
            Link link = link(device);
            links.put(link.name(), link);
        }
        return new Stack(links, new Found.Routing(marks(answers.get(1)), routes(answers.get(2))));
    }

    private static Set<Long> marks(JsonNode rules) {
        Set<Long> marks = new HashSet<>();
        for (JsonNode rule : rules) {
            String mark = rule.path("fwmark").asText("");
            String table = rule.path("table").asText();
            if (mark.startsWith("0x") && table.equals(Long.toString(Long.parseLong(mark.substring(2), 16)))) {
                marks.add(Long.parseLong(table));
            }
        }
        return marks;
    }

    /** Of tables that have a number for a name: all but the kernel's own. */
    private static Map<Long, Found.Route> routes(JsonNode routes) {
        Map<Long, Found.Route> byTable = new HashMap<>();
        for (JsonNode route : routes) {
            String table = route.path("table").asText("");
            if (table.matches("\\d{1,10}")) {
                byTable.put(
                        Long.parseLong(table),
                        new Found.Route(
                                route.path("dst").asText(),
                                route.path("dev").asText(),
                                route.path("prefsrc").asText()));
            }
        }
        return byTable;
    }

    private static Link link(JsonNode device) {
        Set<String> addresses = new HashSet<>();
        for (JsonNode address : device.path("addr_info")) {
            if (address.path("family").asText().equals("inet")) {
                addresses.add(address.path("local").asText() + "/"
                        + address.path("prefixlen").asInt());
            }
        }
        boolean up = false;
        for (JsonNode flag : device.path("flags")) {
            up |= flag.asText().equals("UP");
        }
        return new Link(
                device.path("ifname").asText(),
                kind(device.path("linkinfo")),
                device.path("ifalias").asText(""),
                device.path("address").asText(""),
                device.path("mtu").asInt(),
                up,
                device.hasNonNull("master") ? device.get("master").asText() : null,
                addresses);
    }

    private static Link.Kind kind(JsonNode info) {
        String kind = info.path("info_kind").asText();
        if (kind.equals("tun") && info.path("info_data").path("type").asText().equals("tap")) {
            return Link.Kind.TAP;
        }
        return switch (kind) {
            case "bridge" -> Link.Kind.BRIDGE;
            case "ifb" -> Link.Kind.IFB;
            default -> Link.Kind.OTHER;
        };
    }

    /** What {@code tc} told about queues and redirects. */
    record Traffic(Map<String, Found.Bucket> buckets, Set<String> hooked, Map<Found.Side, String> redirects) {
        static final Traffic NONE = new Traffic(Map.of(), Set.of(), Map.of());
    }

    /** The answers of {@code qdisc show} and then of {@code filter show} for each of these sides. */
    static Traffic traffic(String text, List<Found.Side> sides) {
        List<JsonNode> answers = documents(text, sides.size() + 1);
        Map<String, Found.Bucket> buckets = new HashMap<>();
        Set<String> hooked = new HashSet<>();
        for (JsonNode discipline : answers.getFirst()) {
            String device = discipline.path("dev").asText();
            switch (discipline.path("kind").asText()) {
                case "tbf" -> buckets.put(device, bucket(discipline.path("options")));
                case "clsact" -> hooked.add(device);
                default -> {}
            }
        }
        Map<Found.Side, String> redirects = new HashMap<>();
        for (int i = 0; i < sides.size(); i++) {
            for (JsonNode filter : answers.get(i + 1)) {
                for (JsonNode action : filter.path("options").path("actions")) {
                    redirects.put(sides.get(i), action.path("to_dev").asText("*"));
                }
            }
        }
        return new Traffic(buckets, hooked, redirects);
    }

    /** iproute2 6.1 leaves the peak's rate out of its JSON, but not the depth of the peak's bucket. */
    private static Found.Bucket bucket(JsonNode options) {
        return new Found.Bucket(options.path("rate").asLong(), options.has("minburst"));
    }

    static List<Found.Side> sidesOf(List<String> taps) {
        List<Found.Side> sides = new ArrayList<>();
        for (String tap : taps) {
            for (Direction direction : Direction.values()) {
                sides.add(new Found.Side(tap, direction));
            }
        }
        return sides;
    }

    /** What {@code nft} told about the guard. */
    record Guarding(String rules, Set<GuardEntry> entries) {
        static final Guarding NONE = new Guarding("", Set.of());
    }

    /** The answer of {@code nft -j list ruleset bridge}. */
    static Guarding guard(String text, String table) {
        String rules = "";
        Set<GuardEntry> entries = new HashSet<>();
        for (JsonNode item : one(text).path("nftables")) {
            JsonNode chain = item.path("chain");
            JsonNode set = item.path("set");
            if (chain.path("table").asText().equals(table)
                    && chain.path("name").asText().startsWith(Guard.RULES_CHAIN)) {
                rules = chain.path("name").asText().substring(Guard.RULES_CHAIN.length());
            } else if (set.path("table").asText().equals(table)) {
                entries.addAll(entries(set));
            }
        }
        return new Guarding(rules, entries);
    }

    private static List<GuardEntry> entries(JsonNode set) {
        List<GuardEntry> entries = new ArrayList<>();
        for (GuardEntry.Kind kind : GuardEntry.Kind.values()) {
            if (set.path("name").asText().equals(Guard.setOf(kind))) {
                for (JsonNode element : set.path("elem")) {
                    JsonNode parts = element.path("concat");
                    entries.add(new GuardEntry(
                            kind,
                            parts.path(0).asText(),
                            new MacAddress(parts.path(1).asText()),
                            Ipv4Address.parse(parts.path(2).asText())));
                }
            }
        }
        return entries;
    }

    static JsonNode one(String text) {
        try {
            return text.isBlank() ? JSON.createArrayNode() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    /** This many documents, one behind the other: one for each question. */
    private static List<JsonNode> documents(String text, int expected) {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(JSON.<JsonNode>readTree(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
        if (documents.size() != expected) {
            throw new IllegalStateException(documents.size() + " answers to " + expected + " questions: " + text);
        }
        return documents;
    }
}
