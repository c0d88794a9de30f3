package io.tidemark.audit;

import static io.tidemark.audit.Auditor.get;
import static io.tidemark.audit.Auditor.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.tidemark.audit.Platform.Event;
import io.tidemark.audit.log.Checkpoint;
import io.tidemark.audit.log.ConsistencyProof;
import io.tidemark.audit.log.GoVerifier;
import io.tidemark.audit.log.InclusionProof;
import io.tidemark.audit.log.SignedNote;
import io.tidemark.audit.log.TreeHash;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service hands out convinces a verifier who trusts nothing but the key. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ProvingTest {

    @Inject
    Platform platform;

    @Inject
    Auditor auditor;

    @BeforeEach
    void signIn() {
        auditor.signIn();
    }

    @Test
    void aRecordIsProvenAgainstASignedCheckpoint() {
        int leaf = seal();
        Checkpoint checkpoint = checkpoint();

        var proof = get("/records/{leaf}/proof?treeSize={size}", leaf, checkpoint.size())
                .statusCode(200)
                .extract();

        assertThat(inclusion(proof).proves(TreeHash.ofLeaf(proof.<String>path("record")), checkpoint.root()))
                .isTrue();
        assertThat(proof.<String>path("rootHash")).isEqualTo(checkpoint.root().hex());
    }

    @Test
    void theLogOnlyGrowsFromOneCheckpointToTheNext() {
        seal();
        Checkpoint before = checkpoint();
        seal();
        seal();
        Checkpoint after = checkpoint();

        var answer = get("/consistency?oldSize={old}&newSize={new}", before.size(), after.size())
                .statusCode(200)
                .extract();

        ConsistencyProof proof = new ConsistencyProof(before.size(), after.size(), path(answer));
        assertThat(after.size()).isGreaterThanOrEqualTo(before.size() + 2);
        assertThat(proof.proves(before.root(), after.root())).isTrue();
    }

    @Test
    void theGoProjectsCodeVerifiesTheWholeServedLog(@TempDir Path work) throws IOException, InterruptedException {
        seal();
        String note = get("/checkpoint").statusCode(200).extract().asString();
        long size = Checkpoint.parse(SignedNote.parse(note).text()).size();
        List<String> leaves = new ArrayList<>();
        List<Map<String, Object>> inclusions = new ArrayList<>();
        for (long leaf = 0; leaf < size; leaf++) {
            var proof = get("/records/{leaf}/proof?treeSize={size}", leaf, size)
                    .statusCode(200)
                    .extract();
            leaves.add(proof.path("record"));
            inclusions.add(Map.of(
                    "leaf",
                    leaf,
                    "size",
                    size,
                    "root",
                    proof.path("rootHash"),
                    "leafText",
                    proof.path("record"),
                    "path",
                    proof.path("path"),
                    "holds",
                    true));
        }
        GoVerifier.Outcome outcome = GoVerifier.run(
                work,
                Json.write(Map.of(
                        "verifierKey", Auditor.key().toString(),
                        "leaves", leaves,
                        "checkpoints", List.of(Map.of("note", note, "holds", true)),
                        "inclusions", inclusions,
                        "consistences", List.of())));
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).isEqualToIgnoringNewLines("checked " + (size + 1));
    }

    @Test
    void whatIsNotThereIsNotProven() {
        seal();
        get("/records/{leaf}/proof", 1_000_000).statusCode(404).body("code", equalTo("NOT_FOUND"));
        get("/records/{leaf}", 1_000_000).statusCode(404).body("code", equalTo("NOT_FOUND"));
        get("/records/0/proof?treeSize=1000000").statusCode(400).body("code", equalTo("INVALID_REQUEST"));
        get("/records/0/proof?treeSize=0").statusCode(404);
        get("/consistency?oldSize=2&newSize=1").statusCode(400);
        get("/consistency?oldSize=-1").statusCode(400);
    }

    private int seal() {
        Event event = Event.compute(UUID.randomUUID().toString(), 1, "{}");
        platform.publish(event);
        return leaf(event.correlationId());
    }

    private static Checkpoint checkpoint() {
        SignedNote note =
                SignedNote.parse(get("/checkpoint").statusCode(200).extract().asString());
        assertThat(Auditor.key().verifies(note)).isTrue();
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.origin()).isEqualTo(Auditor.key().name());
        return checkpoint;
    }

    private static InclusionProof inclusion(ExtractableResponse<Response> proof) {
        return new InclusionProof(proof.<Integer>path("leaf"), proof.<Integer>path("treeSize"), path(proof));
    }

    private static List<TreeHash> path(ExtractableResponse<Response> answer) {
        return answer.<List<String>>path("path").stream().map(TreeHash::ofHex).toList();
    }
}
