package io.tidemark.network.node;

import io.tidemark.units.StringValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one convergence did. Nothing at all when the host was already as desired.
 *
 * @param bySubject the actions in order, under the id of the network or port that each served, or under {@link #PLATFORM}.
 *     A command that served several is told under each with only that one's lines as its target.
 */
public record Applied(Map<String, List<Action>> bySubject) {
    /** The subject of what serves every network: the namespace and the guard's rules. */
    public static final String PLATFORM = "platform";

    public static final Applied NOTHING = new Applied(Map.of());

    public Applied {
        bySubject = bySubject.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }

    public boolean isNothing() {
        return bySubject.isEmpty();
    }

    /** What was done for this network or port alone; empty when it needed nothing. */
    public List<Action> of(StringValue id) {
        return of(id.value());
    }

    public List<Action> of(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }
}
