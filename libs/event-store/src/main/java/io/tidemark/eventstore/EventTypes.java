package io.tidemark.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The wire names of a service's events, given one by one: never derived from class names, so that classes may move.
 *
 * @param <E> the sealed interface of the events
 */
public final class EventTypes<E> {
    private final Map<String, Class<? extends E>> byName;
    private final Map<Class<? extends E>, String> byClass;
    private final Supplier<UUID> ids;

    private EventTypes(Map<String, Class<? extends E>> byName, Supplier<UUID> ids) {
        this.byName = byName;
        this.byClass = new LinkedHashMap<>();
        this.ids = ids;
        byName.forEach((name, type) -> byClass.put(type, name));
    }

    public static <E> EventTypes<E> none() {
        return new EventTypes<>(Map.of(), UUID::randomUUID);
    }

    /** These types and one more. */
    public EventTypes<E> and(String name, Class<? extends E> type) {
        Map<String, Class<? extends E>> more = new LinkedHashMap<>(byName);
        if (more.put(name, type) != null || byClass.containsKey(type)) {
            throw new IllegalArgumentException("named twice: " + name + " / " + type);
        }
        return new EventTypes<>(more, ids);
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** @throws IllegalArgumentException when the class has no wire name */
    public String nameOf(Object event) {
        String name = byClass.get(event.getClass());
        if (name == null) {
            throw new IllegalArgumentException("an event without a wire name: " + event.getClass());
        }
        return name;
    }

    public boolean knows(String name) {
        return byName.containsKey(name);
    }

    public NewEvent encode(E event) {
        return new NewEvent(ids.get(), nameOf(event), Json.write(event));
    }

    /** @throws IllegalArgumentException when the type is not of this service */
    public E decode(String type, String json) {
        Class<? extends E> target = byName.get(type);
        if (target == null) {
            throw new IllegalArgumentException("no event of this service: " + type);
        }
        return Json.read(json, target);
    }
}
