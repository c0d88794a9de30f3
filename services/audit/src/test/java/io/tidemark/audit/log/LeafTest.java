package io.tidemark.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.audit.log.JsonValue.JsonNull;
import io.tidemark.audit.log.JsonValue.JsonObject;
import io.tidemark.audit.log.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeafTest {

    /** How many bytes stand around the text in {@link #record}. */
    private static final int AROUND = "{\"data\":\"\"}".length();

    @Test
    void aRecordThatFitsIsItsOwnLeaf() {
        Leaf leaf = Leaf.of("id-1", record("x"));
        assertThat(leaf.text()).isEqualTo("{\"data\":\"x\"}");
        assertThat(leaf.hash()).isEqualTo(TreeHash.ofLeaf("{\"data\":\"x\"}"));
    }

    @Test
    void theLongestLeafIsStillTheRecordItself() {
        Leaf leaf = Leaf.of("id-1", record("x".repeat(Leaf.MAX_BYTES - AROUND)));
        assertThat(leaf.bytes()).hasSize(65_535).startsWith("{\"data\":\"xx".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneByteMoreMakesAnEnvelopeWithTheDigestOfTheRecord() throws NoSuchAlgorithmException {
        JsonObject record = record("x".repeat(Leaf.MAX_BYTES - AROUND + 1));
        byte[] canonical = CanonicalJson.text(record).getBytes(StandardCharsets.UTF_8);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        assertThat(Leaf.of("id-1", record).text())
                .isEqualTo("{\"envelope\":\"tidemark.audit.digest.v1\",\"recordId\":\"id-1\",\"sha256\":\"" + sha256
                        + "\",\"sizeBytes\":65536}");
    }

    @Test
    void theLimitCountsBytesAndNotCharacters() {
        JsonObject record = record("\u20ac".repeat(Leaf.MAX_BYTES / 3));
        assertThat(Leaf.of("id-1", record).text()).contains(Leaf.ENVELOPE);
    }

    @Test
    void anEnvelopeFitsHoweverLongTheIdIs() {
        Leaf leaf = Leaf.of("i".repeat(70_000), record("x".repeat(70_000)));
        assertThat(leaf.bytes()).hasSizeLessThan(1_000);
    }

    @Test
    void aRecordCannotPassForAnEnvelope() {
        JsonObject disguised = new JsonObject(Map.of("envelope", new JsonNull()));
        assertThatIllegalArgumentException().isThrownBy(() -> Leaf.of("id-1", disguised));
        assertThatIllegalArgumentException().isThrownBy(() -> new Leaf("x".repeat(65_536)));
    }

    private static JsonObject record(String text) {
        return new JsonObject(Map.of("data", new JsonText(text)));
    }
}
