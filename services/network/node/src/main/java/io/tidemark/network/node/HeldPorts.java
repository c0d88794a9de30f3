package io.tidemark.network.node;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Which ports are held at which generation, and who waits for one. Thread-safe. */
final class HeldPorts implements PortReadiness {
    private record Wish(PortId port, long generation, CompletableFuture<String> tap) {}

    private final Map<PortId, Answer> answers = new ConcurrentHashMap<>();
    private final Set<Wish> wishes = ConcurrentHashMap.newKeySet();

    @Override
    public Answer readiness(PortId port, long generation) {
        Answer known = answers.getOrDefault(port, new Answer.Waiting("no directive for this port"));
        return switch (known) {
            case Answer.Held held
            when held.generation() < generation ->
                new Answer.Waiting("held at generation " + held.generation() + ", not yet at " + generation);
            case Answer.Held held -> held;
            case Answer.Waiting waiting -> waiting;
        };
    }

    @Override
    public CompletableFuture<String> whenHeld(PortId port, long generation) {
        Wish wish = new Wish(port, generation, new CompletableFuture<>());
        wishes.add(wish);
        wish.tap().whenComplete((tap, failure) -> wishes.remove(wish));
        grant(wish);
        return wish.tap();
    }

    void held(PortId port, String tap, long generation) {
        answers.put(port, new Answer.Held(tap, generation));
        wishes.stream().filter(wish -> wish.port().equals(port)).forEach(this::grant);
    }

    /** Also takes back a port that was held: what is to change is not ready until it has changed. */
    void waiting(PortId port, String reason) {
        answers.put(port, new Answer.Waiting(reason));
    }

    private void grant(Wish wish) {
        if (readiness(wish.port(), wish.generation()) instanceof Answer.Held held) {
            wish.tap().complete(held.tap());
        }
    }
}
