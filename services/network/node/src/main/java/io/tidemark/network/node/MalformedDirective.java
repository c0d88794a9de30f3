package io.tidemark.network.node;

/** A directive that says nothing we can do: a field is missing, or a value is out of its range. */
public final class MalformedDirective extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedDirective(String key, String reason) {
        super("directive " + key + ": " + reason);
    }

    public MalformedDirective(String key, IllegalArgumentException reason) {
        super("directive " + key + ": " + reason.getMessage(), reason);
    }
}
