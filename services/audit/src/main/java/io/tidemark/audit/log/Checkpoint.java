package io.tidemark.audit.log;

import java.util.List;
import java.util.Objects;

/**
 * What a log commits to at one moment: its size and root hash (C2SP tlog-checkpoint). Signed as the text of a
 * {@link SignedNote}.
 *
 * @param origin names the log, for ever; not empty, without line breaks
 * @param size how many leaves the tree has, from 0
 * @param root the tree's root hash
 */
public record Checkpoint(String origin, long size, TreeHash root) {

    /**
     * Checks origin and size.
     *
     * @throws IllegalArgumentException if the origin is empty or has a line break, or the size is negative
     */
    public Checkpoint {
        Objects.requireNonNull(root, "root");
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw new IllegalArgumentException("no checkpoint: origin \"" + origin + "\", size " + size);
        }
    }

    /**
     * Reads the text of a note. Lines after the third are extensions, which are passed over.
     *
     * @throws IllegalArgumentException if the text is not that of a checkpoint
     */
    public static Checkpoint parse(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() < 4 || !lines.get(1).matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("not a checkpoint: three lines expected: origin, size, root hash");
        }
        return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), TreeHash.ofBase64(lines.get(2)));
    }

    /** The text to sign: origin, size and root hash in base 64, each in a line of its own. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
