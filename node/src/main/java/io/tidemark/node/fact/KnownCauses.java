package io.tidemark.node.fact;

import io.tidemark.eventstore.Cause;
import io.tidemark.nodelink.Directive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The full causes of the directives seen lately, by the directive's id: modules hand back only ids, and facts carry actor and
 * operation as well. Thread-safe.
 */
final class KnownCauses {
    /** Some for each object that a host can hold. One that was forgotten costs a fact its actor, not its place in the tree. */
    private static final int MOST = 10_000;

    private final Map<String, Cause> effectCauses = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cause> eldest) {
            return size() > MOST;
        }
    };

    synchronized void remember(Directive directive) {
        effectCauses.put(directive.id().toString(), directive.effectCause());
    }

    /**
     * The cause of a fact that answers the directive.
     *
     * @param correlationId as the module was told
     * @param directiveId as the module was told
     */
    synchronized Cause of(String correlationId, String directiveId) {
        Cause known = effectCauses.get(directiveId);
        return known != null
                ? known
                : new Cause(
                        UUID.fromString(correlationId),
                        UUID.fromString(directiveId),
                        "system:node",
                        Optional.empty(),
                        Optional.empty());
    }
}
