package io.tidemark.nodelink;

import java.util.List;

/** Takes directives, on the reader's one thread; it must neither block for long nor throw. */
public interface DirectiveListener {
    /** Once, before all else: the last directive of every key, in the order in which those last ones were written. */
    void whole(List<Directive> last);

    /**
     * A directive that came later, in order per key. It may be one that was handed over before, when the broker lost its
     * log and got it back.
     */
    void changed(Directive directive);
}
