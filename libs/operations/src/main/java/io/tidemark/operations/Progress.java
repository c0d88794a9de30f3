package io.tidemark.operations;

/** What an event means for the operation whose id it carries. */
public sealed interface Progress {

    /** It began. */
    record Began(String kind, String targetKind, String targetId) implements Progress {}

    /**
     * A step was taken.
     *
     * @param percent how far it is, 1 to 99
     */
    record Stepped(String name, int percent, String detail) implements Progress {}

    /** It reached its goal. */
    record Succeeded(String step) implements Progress {}

    /** It ended without reaching its goal, and what it had taken is given back. */
    record Failed(String code, String detail) implements Progress {}
}
