package io.tidemark.eventstore.personal;

import io.tidemark.units.Personal;

/** Seals and opens the personal values of some subjects. Thread-safe. */
public interface KeyRing {
    /** Sealed; erased when the subject is, so that nothing of an erased person is ever written again. */
    Personal seal(Personal.Clear value);

    /** Readable again; erased when the key that sealed it is destroyed. */
    Personal open(Personal.Sealed value);

    /** The value as a reader may see it. */
    default Personal open(Personal value) {
        return switch (value) {
            case Personal.Sealed sealed -> open(sealed);
            case Personal.Clear clear -> clear;
            case Personal.Erased erased -> erased;
        };
    }
}
