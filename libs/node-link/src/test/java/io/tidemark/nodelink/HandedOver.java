package io.tidemark.nodelink;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what a reader handed over. */
final class HandedOver implements DirectiveListener {
    final AtomicInteger wholes = new AtomicInteger();
    final List<String> whole = new CopyOnWriteArrayList<>();
    final List<String> live = new CopyOnWriteArrayList<>();

    @Override
    public void whole(List<Directive> last) {
        last.forEach(directive -> whole.add(directive.key() + "=" + directive.json()));
        wholes.incrementAndGet();
    }

    @Override
    public void changed(Directive directive) {
        live.add(directive.key() + "=" + directive.json());
    }
}
