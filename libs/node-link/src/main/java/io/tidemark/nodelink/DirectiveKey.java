package io.tidemark.nodelink;

/**
 * Which object a directive or a fact is about: {@code <service>/<kind>/<object id>}.
 *
 * @param service who decides about it, such as {@code compute}
 * @param kind such as {@code vm}
 * @param objectId not empty
 */
public record DirectiveKey(String service, String kind, String objectId) {
    private static final int PARTS = 3;

    /** @throws IllegalArgumentException when the text has another form */
    public static DirectiveKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != PARTS || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw new IllegalArgumentException("not <service>/<kind>/<object id>: " + text);
        }
        return new DirectiveKey(parts[0], parts[1], parts[2]);
    }

    /** Service and kind: what decides who on the node handles it. */
    public String prefix() {
        return service + "/" + kind;
    }

    @Override
    public String toString() {
        return prefix() + "/" + objectId;
    }
}
