package io.tidemark.eventstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.problems.RejectedException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wire names of a service's events, given one by one: never derived from class names, so that classes may move.
 * Each record class has one name, that of its newest version; older versions are read through upcasters and never
 * written again. What is in the log stays as it is. Immutable.
 *
 * @param <E> the sealed interface of the events
 */
public final class EventTypes<E> {
    /** 384 KiB: room is left for whoever puts the whole event into one of his own, as audit does. */
    public static final int LARGEST_BYTES = 384 << 10;

    private static final Pattern VERSIONED = Pattern.compile("(.+)\\.v(\\d{1,9})");

    private final Map<String, Class<? extends E>> byName;
    private final Map<Class<? extends E>, String> byClass;
    private final Map<String, Upcaster> older;
    /** The highest version known of each type, by the name without the version. */
    private final Map<String, Integer> newest = new HashMap<>();

    /** One step: what an older payload is in the version {@code to}. */
    private record Upcaster(String to, UnaryOperator<ObjectNode> step) {}

    private EventTypes(Map<String, Class<? extends E>> byName, Map<String, Upcaster> older) {
        this.byName = byName;
        this.byClass = new LinkedHashMap<>();
        this.older = older;
        byName.forEach((name, type) -> {
            byClass.put(type, name);
            Matcher known = VERSIONED.matcher(name);
            if (known.matches()) {
                newest.merge(known.group(1), Integer.valueOf(known.group(2)), Math::max);
            }
        });
    }

    public static <E> EventTypes<E> none() {
        return new EventTypes<>(Map.of(), Map.of());
    }

    /** These types and one more: the newest version, which is written from now on. */
    public EventTypes<E> and(String name, Class<? extends E> type) {
        Map<String, Class<? extends E>> more = new LinkedHashMap<>(byName);
        if (more.put(name, type) != null || byClass.containsKey(type) || older.containsKey(name)) {
            throw new IllegalArgumentException("named twice: " + name + " / " + type);
        }
        return new EventTypes<>(more, older);
    }

    /**
     * These types, and events of an older version as well. Steps are chained: the newer version may itself be older
     * than another.
     *
     * @param name the older version
     * @param newer a version that is known by now
     * @param step pure; makes an older payload a newer one, may change and return what it is given
     */
    public EventTypes<E> upcasting(String name, String newer, UnaryOperator<ObjectNode> step) {
        if (reads(name)) {
            throw new IllegalArgumentException("named twice: " + name);
        }
        if (!reads(newer)) {
            throw new IllegalArgumentException(name + " would become " + newer + ", which is unknown");
        }
        Map<String, Upcaster> more = new LinkedHashMap<>(older);
        more.put(name, new Upcaster(newer, step));
        return new EventTypes<>(byName, more);
    }

    /** The versions that are written; older ones that are only read are not among them. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** The older versions that are read and no longer written. */
    public Set<String> olderNames() {
        return older.keySet();
    }

    /** @throws IllegalArgumentException when the class has no wire name */
    public String nameOf(Object event) {
        String name = byClass.get(event.getClass());
        if (name == null) {
            throw new IllegalArgumentException("an event without a wire name: " + event.getClass());
        }
        return name;
    }

    /**
     * Whether the type can be decoded, in whatever version.
     *
     * @throws NewerEventException when only older versions of it can: whoever skips what is not known must not skip that
     */
    public boolean knows(String name) {
        if (reads(name)) {
            return true;
        }
        refuseNewer(name);
        return false;
    }

    private boolean reads(String name) {
        return byName.containsKey(name) || older.containsKey(name);
    }

    /**
     * Encodes an event without readable personal values.
     *
     * @throws RejectedException with {@code EVENT_TOO_LARGE} when it has more than {@value #LARGEST_BYTES} bytes
     */
    public NewEvent encode(E event) {
        return encoded(nameOf(event), Json.write(event));
    }

    /** The same with personal values sealed. */
    NewEvent encode(E event, KeyRing keys) {
        return encoded(nameOf(event), Json.write(event, keys));
    }

    private static NewEvent encoded(String type, String json) {
        NewEvent.requireAtMost(LARGEST_BYTES, type, json);
        return new NewEvent(UUID.randomUUID(), type, json);
    }

    /**
     * The event as its newest version; personal values stay sealed.
     *
     * @throws NewerEventException when only older versions of the type are known
     * @throws IllegalArgumentException when the type is not of this service
     */
    public E decode(String type, String json) {
        Payload<E> newest = newest(type, json);
        return Json.read(newest.json(), newest.type());
    }

    /** The same with personal values opened. */
    E decode(String type, String json, KeyRing keys) {
        Payload<E> newest = newest(type, json);
        return Json.read(newest.json(), newest.type(), keys);
    }

    private record Payload<E>(Class<? extends E> type, String json) {}

    private Payload<E> newest(String name, String json) {
        Class<? extends E> type = byName.get(name);
        if (type != null) {
            return new Payload<>(type, json);
        }
        Upcaster upcaster = older.get(name);
        if (upcaster == null) {
            refuseNewer(name);
            throw new IllegalArgumentException("no event of this service: " + name);
        }
        if (!(Json.tree(json) instanceof ObjectNode payload)) {
            throw new IllegalArgumentException("the payload of " + name + " is no object");
        }
        JsonNode newer = upcaster.step().apply(payload);
        return newest(upcaster.to(), newer.toString());
    }

    private void refuseNewer(String name) {
        Matcher asked = VERSIONED.matcher(name);
        if (!asked.matches()) {
            return;
        }
        Integer known = newest.get(asked.group(1));
        if (known != null && Integer.parseInt(asked.group(2)) > known) {
            throw new NewerEventException(name, known);
        }
    }
}
