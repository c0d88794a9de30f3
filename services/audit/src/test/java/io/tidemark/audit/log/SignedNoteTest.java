package io.tidemark.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;

    /** As published with Go's package {@code sumdb/note}. */
    private static final String NOTE = TEXT + """

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final VerifierKey VERIFIER = VerifierKey.parse(Keys.VERIFIER);

    @Test
    void signingGivesThePublishedNoteByteForByte() {
        assertThat(Keys.signing().sign(TEXT).format()).isEqualTo(NOTE);
    }

    @Test
    void thePublishedNoteVerifiesAndReadsBackAsItWas() {
        SignedNote note = SignedNote.parse(NOTE);
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(VERIFIER.verifies(note)).isTrue();
        assertThat(note.format()).isEqualTo(NOTE);
    }

    @Test
    void aChangedTextOrSignatureDoesNotVerify() {
        assertThat(VERIFIER.verifies(SignedNote.parse(NOTE.replace("know", "knew"))))
                .isFalse();
        assertThat(VERIFIER.verifies(SignedNote.parse(NOTE.replace("ZJkuBS9", "ZJkuBS8"))))
                .isFalse();
        NoteSignature shortened = new NoteSignature(VERIFIER.name(), VERIFIER.hash(), new byte[63]);
        assertThat(VERIFIER.verifies(new SignedNote(TEXT, List.of(shortened)))).isFalse();
    }

    @Test
    void anotherKeysSignatureSaysNothing() {
        SignedNote ours = SignedNote.parse(NOTE);
        assertThat(VerifierKey.parse(Keys.ANOTHER_VERIFIER).verifies(ours)).isFalse();
        NoteSignature strangers = new NoteSignature("stranger", 7, new byte[64]);
        assertThat(VERIFIER.verifies(new SignedNote(
                        TEXT, List.of(strangers, ours.signatures().getFirst()))))
                .isTrue();
    }

    @Test
    void aForgedSignatureBesideAGoodOneIsNotPassedOver() {
        NoteSignature good = SignedNote.parse(NOTE).signatures().getFirst();
        NoteSignature forged = new NoteSignature(VERIFIER.name(), VERIFIER.hash(), new byte[64]);
        assertThat(VERIFIER.verifies(new SignedNote(TEXT, List.of(good, forged))))
                .isFalse();
    }

    @Test
    void aTextMayHoldEmptyLines() {
        SignedNote note = Keys.signing().sign("first\n\nsecond\n");
        assertThat(SignedNote.parse(note.format()).text()).isEqualTo("first\n\nsecond\n");
        assertThat(VERIFIER.verifies(SignedNote.parse(note.format()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\nno signature\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 na+me x08go/ZJkuBS9Q==\n",
                "text\n\n\u2014 name AAAAAA==\n",
                "text\n\n\u2014 name %%%\n",
                "te\u0001xt\n\n\u2014 name x08go/ZJkuBS9Q==\n",
                "text\n\n\u2014 name x08go/ZJkuBS9Q=="
            })
    void whatIsNoSignedNoteIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(text));
    }

    @Test
    void aVerifierKeyReadsBackAsItWas() {
        assertThat(VERIFIER.toString()).isEqualTo(Keys.VERIFIER);
        assertThat(VERIFIER.name()).isEqualTo("PeterNeumann");
        assertThat(VERIFIER.hash()).isEqualTo(0xc74f20a3);
        assertThat(VERIFIER)
                .isEqualTo(VerifierKey.parse(VERIFIER.toString()))
                .isNotEqualTo(VerifierKey.parse(Keys.ANOTHER_VERIFIER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void whatIsNoVerifierKeyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(text));
    }

    @Test
    void aFreshKeyPairSignsAndVerifies() throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey verifier = VerifierKey.of("tidemark/audit", pair.getPublic());
        SigningKey signing = SigningKey.of(verifier, pair.getPrivate().getEncoded());
        assertThat(VerifierKey.parse(verifier.toString()).verifies(signing.sign(TEXT)))
                .isTrue();
        assertThat(signing.toString()).doesNotContain("PrivateKey");
    }

    @Test
    void halvesOfTwoKeysAreRefused() throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] strangers = pair.getPrivate().getEncoded();
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(VERIFIER, strangers));
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(VERIFIER, new byte[48]));
        KeyPair ofAnotherKind = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.of("name", ofAnotherKind.getPublic()));
    }

    @Test
    void aCheckpointIsThreeLines() {
        Checkpoint checkpoint = new Checkpoint("tidemark/audit", 0, TreeHash.OF_EMPTY_TREE);
        assertThat(checkpoint.text()).isEqualTo("tidemark/audit\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        assertThat(Checkpoint.parse(checkpoint.text() + "an extension\n")).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "origin\n1\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n9999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n1\n47DEQpj8HBSa\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
    }
}
