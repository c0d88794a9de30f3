package io.tidemark.cli.client.output;

/**
 * A titled part of a view.
 *
 * @param number whether it is aligned to the right
 */
public record Column(String title, boolean number, Cell cell) {}
