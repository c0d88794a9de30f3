package io.tidemark.cli.client.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignedNoteTest {
    /** The example of Go's sumdb/note package: made by an implementation that is not ours. */
    private static final String FOREIGN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String FOREIGN_TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String FOREIGN_SIGNATURE =
            "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGU"
                    + "gYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private final LogKey ours = new LogKey("tidemark.test/log");

    @Test
    void aNoteOfAnotherImplementationOpens() throws UnprovenException {
        VerifierKey key = VerifierKey.parse(FOREIGN_KEY);
        assertThat(SignedNote.opened(FOREIGN_TEXT + FOREIGN_SIGNATURE, key)).isEqualTo(FOREIGN_TEXT);
        assertThatThrownBy(() -> SignedNote.opened(FOREIGN_TEXT.replace("don't", "do") + FOREIGN_SIGNATURE, key))
                .isInstanceOf(UnprovenException.class)
                .hasMessageContaining("does not fit");
    }

    @Test
    void signaturesOfOthersAreNeitherTrustedNorInTheWay() throws UnprovenException {
        VerifierKey key = VerifierKey.parse(ours.verifierKey());
        String note = ours.note("text\n");
        String witness = new LogKey("witness.test").note("text\n").substring("text\n\n".length());
        assertThat(SignedNote.opened(note + witness, key)).isEqualTo("text\n");
        assertThatThrownBy(() -> SignedNote.opened("text\n\n" + witness, key)).hasMessageContaining("is not signed by");
        String sameName = new LogKey("tidemark.test/log").note("text\n");
        assertThatThrownBy(() -> SignedNote.opened(sameName, key)).hasMessageContaining("is not signed by");
    }

    @Test
    void whatIsNoNoteIsRefused() throws UnprovenException {
        VerifierKey key = VerifierKey.parse(ours.verifierKey());
        for (String malformed : new String[] {
            "",
            "text\n",
            "text\n\n",
            "text\n\nno signature\n",
            "text\n\n\u2014 a b c\n",
            "text\n\n\u2014 a !\n",
            ours.note("text\n").stripTrailing()
        }) {
            assertThatThrownBy(() -> SignedNote.opened(malformed, key)).isInstanceOf(UnprovenException.class);
        }
    }

    @Test
    void aKeyThatDoesNotFitItsHashIsRefused() {
        for (String malformed : new String[] {
            "",
            "name",
            "name+00000000+AQ==",
            FOREIGN_KEY.replace("c74f20a3", "c74f20a4"),
            FOREIGN_KEY.replace("PeterNeumann", "Peter Neumann"),
            FOREIGN_KEY.replace("ARpc", "Axpc")
        }) {
            assertThatThrownBy(() -> VerifierKey.parse(malformed)).isInstanceOf(UnprovenException.class);
        }
    }

    @Test
    void aCheckpointIsOfTheLogWhoseKeySignedIt() throws UnprovenException {
        VerifierKey key = VerifierKey.parse(ours.verifierKey());
        Hash root = Hash.of(new byte[32]);
        Checkpoint checkpoint = Checkpoint.verified(ours.checkpoint("tidemark.test/log", 7, root), key);
        assertThat(checkpoint).isEqualTo(new Checkpoint("tidemark.test/log", 7, root));
        for (String wrong : new String[] {
            ours.checkpoint("another.test/log", 7, root),
            ours.checkpoint("tidemark.test/log", 7, Hash.of(new byte[31])),
            ours.checkpoint("tidemark.test/log", -7, root),
            ours.note("tidemark.test/log\n07\nAAAA\n"),
            ours.note("tidemark.test/log\n7\n")
        }) {
            assertThatThrownBy(() -> Checkpoint.verified(wrong, key)).isInstanceOf(UnprovenException.class);
        }
    }
}
