package io.tidemark.eventstore;

/**
 * The event was written by a later release, in a version that this one cannot read: to go on without it would lose
 * what it says. The way out is to run that release, or a later one, again.
 */
public final class NewerEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NewerEventException(String type, int newestKnown) {
        super(type + " was written by a later release: the newest version that this one reads is v" + newestKnown);
    }
}
