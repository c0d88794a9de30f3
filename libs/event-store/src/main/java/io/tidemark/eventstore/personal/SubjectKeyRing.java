package io.tidemark.eventstore.personal;

import io.tidemark.units.Personal;
import java.util.Map;
import java.util.Optional;

/** The keys of the subjects that were asked for; an erased subject has none. Immutable. */
public final class SubjectKeyRing implements KeyRing {
    private final Map<String, Optional<SubjectKey>> keys;

    /** @param keys by subject */
    public SubjectKeyRing(Map<String, Optional<SubjectKey>> keys) {
        this.keys = Map.copyOf(keys);
    }

    @Override
    public Personal seal(Personal.Clear value) {
        return key(value.subject())
                .<Personal>map(key -> key.seal(value.value()))
                .orElseGet(() -> new Personal.Erased(value.subject()));
    }

    @Override
    public Personal open(Personal.Sealed value) {
        return key(value.subject())
                .filter(key -> key.id().equals(value.keyId()))
                .<Personal>map(key -> key.open(value))
                .orElseGet(() -> new Personal.Erased(value.subject()));
    }

    private Optional<SubjectKey> key(String subject) {
        Optional<SubjectKey> key = keys.get(subject);
        if (key == null) {
            throw new IllegalStateException("the key of " + subject + " was not asked for");
        }
        return key;
    }
}
