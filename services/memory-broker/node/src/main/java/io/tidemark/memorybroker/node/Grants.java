package io.tidemark.memorybroker.node;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The newest directive of every guest, and who waits for a grant. Thread-safe. */
final class Grants implements MemoryReadiness {
    private record Wish(VmId vm, long epoch, CompletableFuture<Void> granted) {}

    private final Map<VmId, GuestDirective> newest = new ConcurrentHashMap<>();
    private final Set<Wish> wishes = ConcurrentHashMap.newKeySet();

    /** False when something as new or newer is known: then nothing changes. */
    boolean remember(GuestDirective directive) {
        GuestDirective kept =
                newest.merge(directive.vm(), directive, (known, given) -> given.isNewerThan(known) ? given : known);
        boolean changed = kept == directive;
        if (changed) {
            wishes.stream().filter(wish -> wish.vm().equals(directive.vm())).forEach(this::grant);
        }
        return changed;
    }

    @Override
    public Answer readiness(VmId vm, long epoch) {
        GuestDirective known = newest.get(vm);
        if (known == null) {
            return new Answer.Waiting("no directive of the memory broker for this guest");
        }
        return switch (known) {
            case GuestDirective.Held held when held.epoch() == epoch -> new Answer.Held();
            case GuestDirective.Held held ->
                new Answer.Waiting("memory is granted under epoch " + held.epoch() + ", not " + epoch);
            case GuestDirective.Absent absent ->
                new Answer.Waiting("the grant under epoch " + absent.epoch() + " is over");
        };
    }

    @Override
    public CompletableFuture<Void> whenHeld(VmId vm, long epoch) {
        Wish wish = new Wish(vm, epoch, new CompletableFuture<>());
        wishes.add(wish);
        wish.granted().whenComplete((nothing, failure) -> wishes.remove(wish));
        grant(wish);
        return wish.granted();
    }

    private void grant(Wish wish) {
        if (readiness(wish.vm(), wish.epoch()) instanceof Answer.Held) {
            wish.granted().complete(null);
        }
    }
}
