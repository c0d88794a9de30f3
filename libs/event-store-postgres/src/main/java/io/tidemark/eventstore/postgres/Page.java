package io.tidemark.eventstore.postgres;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some rows of a list.
 *
 * @param next the cursor of the following page; empty when this is the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public <R> Page<R> map(Function<T, R> shape) {
        return new Page<>(items.stream().map(shape).toList(), next);
    }
}
