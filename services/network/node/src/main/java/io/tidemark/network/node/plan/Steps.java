package io.tidemark.network.node.plan;

import io.tidemark.network.node.NetworkId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps collected in any order and given back phase by phase, each once. */
final class Steps {
    private final Map<Phase, Set<Step>> byPhase = new EnumMap<>(Phase.class);

    /** Networks whose server begins or ends here, so that it need not read its hosts again. */
    private final Set<NetworkId> serversChanged = new HashSet<>();

    void add(Phase phase, Step step) {
        byPhase.computeIfAbsent(phase, p -> new LinkedHashSet<>()).add(step);
        if (step instanceof Step.StartDhcp start) {
            serversChanged.add(start.settings().networkId());
        } else if (step instanceof Step.ForgetDhcp forget) {
            serversChanged.add(forget.network());
        }
    }

    List<Step> inOrder() {
        return byPhase.values().stream()
                .flatMap(Set::stream)
                .filter(step -> !(step instanceof Step.ReloadDhcp reload && serversChanged.contains(reload.network())))
                .toList();
    }
}
