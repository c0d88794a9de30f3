package io.tidemark.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.log.JsonValue.JsonArray;
import io.tidemark.audit.log.JsonValue.JsonBoolean;
import io.tidemark.audit.log.JsonValue.JsonNumber;
import io.tidemark.audit.log.JsonValue.JsonObject;
import io.tidemark.audit.log.JsonValue.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees, proofs and checkpoints of ours, true ones and forged ones, judged by code of the Go project. */
class OthersCodeVerifiesTest {

    private static final int LEAVES = 70;

    private static final List<Leaf> RECORDS = IntStream.range(0, LEAVES)
            .mapToObj(i ->
                    Leaf.of("id-" + i, new JsonObject(Map.of("n", JsonNumber.of(i), "name", new JsonText("\u20ac\n")))))
            .toList();

    private static final GrownTree TREE =
            GrownTree.of(RECORDS.stream().map(Leaf::hash).toList());

    @Test
    void theGoProjectsTransparencyLogCodeAgreesWithOurs(@TempDir Path work) throws IOException, InterruptedException {
        List<JsonValue> checkpoints = checkpoints();
        List<JsonValue> inclusions = inclusions();
        List<JsonValue> consistences = consistences();
        int statements = checkpoints.size() + inclusions.size() + consistences.size();
        JsonObject document = new JsonObject(Map.of(
                "verifierKey", new JsonText(Keys.VERIFIER),
                "leaves",
                        new JsonArray(RECORDS.stream()
                                .map(leaf -> (JsonValue) new JsonText(leaf.text()))
                                .toList()),
                "checkpoints", new JsonArray(checkpoints),
                "inclusions", new JsonArray(inclusions),
                "consistences", new JsonArray(consistences)));
        GoVerifier.Outcome outcome = GoVerifier.run(work, CanonicalJson.text(document));
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).isEqualToIgnoringNewLines("checked " + statements);
        assertThat(statements).isGreaterThan(4_000);
    }

    private static List<JsonValue> checkpoints() {
        String origin = Keys.signing().verifier().name();
        List<JsonValue> checkpoints = new ArrayList<>();
        for (int size = 1; size <= LEAVES; size++) {
            Checkpoint checkpoint = new Checkpoint(origin, size, TREE.rootAt(size));
            String note = Keys.signing().sign(checkpoint.text()).format();
            checkpoints.add(checkpoint(note, true));
            checkpoints.add(checkpoint(note.replace("\n" + size + "\n", "\n" + (size + 1) + "\n"), false));
        }
        return checkpoints;
    }

    private static JsonObject checkpoint(String note, boolean holds) {
        return new JsonObject(Map.of("note", new JsonText(note), "holds", new JsonBoolean(holds)));
    }

    private static List<JsonValue> inclusions() {
        List<JsonValue> inclusions = new ArrayList<>();
        for (int size = 1; size <= LEAVES; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                InclusionProof proof = TREE.inclusion(leaf, size);
                inclusions.add(inclusion(proof, RECORDS.get(leaf).text(), true));
            }
            inclusions.add(inclusion(TREE.inclusion(0, size), "forged", false));
        }
        return inclusions;
    }

    private static JsonObject inclusion(InclusionProof proof, String text, boolean holds) {
        return new JsonObject(Map.of(
                "leaf",
                JsonNumber.of(proof.leaf()),
                "size",
                JsonNumber.of(proof.treeSize()),
                "root",
                new JsonText(TREE.rootAt(proof.treeSize()).hex()),
                "leafText",
                new JsonText(text),
                "path",
                path(proof.path()),
                "holds",
                new JsonBoolean(holds)));
    }

    private static List<JsonValue> consistences() {
        List<JsonValue> consistences = new ArrayList<>();
        for (int newSize = 1; newSize <= LEAVES; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                ConsistencyProof proof = TREE.consistency(oldSize, newSize);
                consistences.add(consistency(proof, TREE.rootAt(oldSize), true));
                consistences.add(consistency(proof, TreeHash.ofLeaf("forged"), false));
            }
        }
        return consistences;
    }

    private static JsonObject consistency(ConsistencyProof proof, TreeHash oldRoot, boolean holds) {
        Map<String, JsonValue> members = new HashMap<>();
        members.put("oldSize", JsonNumber.of(proof.oldSize()));
        members.put("newSize", JsonNumber.of(proof.newSize()));
        members.put("oldRoot", new JsonText(oldRoot.hex()));
        members.put("newRoot", new JsonText(TREE.rootAt(proof.newSize()).hex()));
        members.put("path", path(proof.path()));
        members.put("holds", new JsonBoolean(holds));
        return new JsonObject(members);
    }

    private static JsonArray path(List<TreeHash> hashes) {
        return new JsonArray(hashes.stream()
                .map(hash -> (JsonValue) new JsonText(hash.hex()))
                .toList());
    }
}
