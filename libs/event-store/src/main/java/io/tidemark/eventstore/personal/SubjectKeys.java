package io.tidemark.eventstore.personal;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * The keys of subjects, one for each for ever: a subject has none yet, or has one, or is erased. Erasing is a companion
 * of an append, so that it commits with the event that records it.
 */
public interface SubjectKeys {

    /** Keys to write with, made for subjects that have none. Two callers at once get the same keys. */
    Uni<KeyRing> sealing(Set<String> subjects);

    /** Keys as {@link #sealing} gives them, but none is made for long: what they seal for a subject without a key can never be read. */
    Uni<KeyRing> trying(Set<String> subjects);

    /** Keys to read with. Makes none: what a subject without a key is said to have sealed reads as erased. */
    Uni<KeyRing> opening(Set<String> subjects);
}
