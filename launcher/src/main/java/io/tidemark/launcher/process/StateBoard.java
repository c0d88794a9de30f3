package io.tidemark.launcher.process;

import io.tidemark.launcher.part.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The states of all parts; every change is announced while the next one waits. Thread-safe. */
final class StateBoard {
    private final Map<String, PartState> states = new LinkedHashMap<>();
    private final Consumer<List<PartState>> listener;

    StateBoard(List<Part> parts, Consumer<List<PartState>> listener) {
        this.listener = listener;
        parts.forEach(part -> states.put(part.name(), PartState.unknown(part.name(), part.port())));
    }

    synchronized void change(Part part, UnaryOperator<PartState> change) {
        states.computeIfPresent(part.name(), (name, state) -> change.apply(state));
        listener.accept(snapshot());
        notifyAll();
    }

    synchronized List<PartState> snapshot() {
        return List.copyOf(states.values());
    }

    /** Waits until all of these are ready; false if the thread is to end. */
    synchronized boolean awaitReady(Set<String> names) {
        while (!states.values().stream()
                .filter(state -> names.contains(state.name()))
                .allMatch(state -> state.phase() == PartState.Phase.READY)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
