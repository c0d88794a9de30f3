package io.tidemark.eventstore.personal;

import io.tidemark.units.Personal;
import java.util.Set;
import java.util.TreeSet;

/** Stands in for keys to find out which ones a document needs. What it seals or opens is not used. Not thread-safe. */
public final class Wanted implements KeyRing {
    private final Set<String> subjects = new TreeSet<>();

    /** The subjects met so far; none means that the document holds nothing personal and is right as it is. */
    public Set<String> subjects() {
        return Set.copyOf(subjects);
    }

    @Override
    public Personal seal(Personal.Clear value) {
        subjects.add(value.subject());
        return new Personal.Erased(value.subject());
    }

    @Override
    public Personal open(Personal.Sealed value) {
        subjects.add(value.subject());
        return value;
    }
}
