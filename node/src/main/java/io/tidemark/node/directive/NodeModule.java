package io.tidemark.node.directive;

import io.tidemark.nodelink.Directive;
import io.tidemark.nodelink.DirectiveKey;

/** A service's part of the node. All calls come on the module's own {@link Lane}, one after the other. */
public interface NodeModule {
    /** Names its thread and its log lines. */
    String name();

    /** Whether a directive with this key is for this module. */
    boolean consumes(DirectiveKey key);

    /**
     * Takes the newest desired state of one object; before {@link #begin} only to remember it.
     *
     * @throws RuntimeException when it cannot be read; nothing changed
     */
    void accept(Directive directive);

    /** Every directive of before has been given: makes the host as they say, and from now on acts on each at once. */
    void begin();
}
