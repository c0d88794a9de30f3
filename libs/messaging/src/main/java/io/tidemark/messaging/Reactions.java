package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which reactions an event has: the one that names its type and the one that hears everything, in one effect. An event
 * without any only moves the mark.
 */
@ApplicationScoped
public class Reactions {
    private static final String ANY = "*";

    private final Map<String, Reaction> byType = new HashMap<>();

    public Reactions(@Any Instance<Reaction> all) {
        for (Reaction reaction : all) {
            for (String type : reaction.types()) {
                if (byType.put(type, reaction) != null) {
                    throw new IllegalStateException("two reactions to " + type);
                }
            }
        }
    }

    /** Every type that this service reacts to; {@code *} among them when it hears everything. */
    public Set<String> types() {
        return Set.copyOf(byType.keySet());
    }

    boolean hears(String type) {
        return byType.containsKey(type) || byType.containsKey(ANY);
    }

    Uni<Effect> on(IncomingEvent event) {
        return effect(event.type(), event).chain(named -> effect(ANY, event).map(named::and));
    }

    private Uni<Effect> effect(String type, IncomingEvent event) {
        Reaction reaction = byType.get(type);
        return reaction == null ? Uni.createFrom().item(Effect.none()) : reaction.on(event);
    }
}
