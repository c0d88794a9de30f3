package io.tidemark.compute.vm;

import java.util.ArrayList;
import java.util.List;

/** What one neighbour has said, in order, and how far it was handled. Durable. */
final class WalkMessages {
    private final List<VmCommand> all = new ArrayList<>();
    private int handled;

    void say(VmCommand message) {
        all.add(message);
    }

    boolean hasMore() {
        return handled < all.size();
    }

    VmCommand next() {
        return all.get(handled);
    }

    void handled() {
        handled++;
    }
}
