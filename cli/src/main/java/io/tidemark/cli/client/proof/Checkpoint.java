package io.tidemark.cli.client.proof;

/**
 * A signed tree head (C2SP tlog-checkpoint). One made by {@link #verified} carries a signature that was checked.
 *
 * @param origin which log
 * @param size how many records the log held
 * @param root the Merkle root over them
 */
public record Checkpoint(String origin, long size, Hash root) {

    /**
     * Reads a checkpoint after checking its signature; the origin must be the key's name, so that a key of one log
     * cannot vouch for another.
     */
    public static Checkpoint verified(String note, VerifierKey key) throws UnprovenException {
        String[] lines = SignedNote.opened(note, key).split("\n", -1);
        if (lines.length < 4 || !lines[1].matches("0|[1-9]\\d{0,17}")) {
            throw new UnprovenException("the signed note is not a checkpoint of a log");
        }
        if (!lines[0].equals(key.name())) {
            throw new UnprovenException("the checkpoint is of the log " + lines[0] + ", the key is of " + key.name());
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.ofBase64(lines[2]));
    }
}
