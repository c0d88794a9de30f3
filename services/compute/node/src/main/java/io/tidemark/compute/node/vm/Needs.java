package io.tidemark.compute.node.vm;

import java.util.List;

/** What a start needs from the node's other modules. */
sealed interface Needs {
    /** @param taps the tap devices, one per network card in the directive's order */
    record Met(List<String> taps) implements Needs {
        public Met {
            taps = List.copyOf(taps);
        }
    }

    /** @param what for people: which need is open */
    record Missing(String what) implements Needs {}
}
