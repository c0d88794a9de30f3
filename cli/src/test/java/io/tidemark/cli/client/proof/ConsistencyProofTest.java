package io.tidemark.cli.client.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsistencyProofTest {
    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int leaf = 0; leaf < size; leaf++) {
            leaves.add(new byte[] {(byte) leaf});
        }
        return leaves;
    }

    private static Checkpoint checkpoint(List<byte[]> leaves) {
        return new Checkpoint("log", leaves.size(), SmallLog.root(leaves));
    }

    @Test
    void everyTreeThatGrewIsProvenToHaveGrown() throws UnprovenException {
        for (int size = 2; size <= 40; size++) {
            List<byte[]> leaves = leaves(size);
            for (int old = 1; old < size; old++) {
                Hash oldRoot = SmallLog.root(leaves.subList(0, old));
                new ConsistencyProof(SmallLog.growth(old, leaves)).verify(old, oldRoot, checkpoint(leaves));
            }
        }
    }

    @Test
    void noRewrittenTreeIs() {
        for (int size = 2; size <= 20; size++) {
            for (int old = 1; old < size; old++) {
                List<byte[]> rewritten = leaves(size);
                rewritten.set(old - 1, new byte[] {99});
                Hash oldRoot = SmallLog.root(leaves(old));
                ConsistencyProof proof = new ConsistencyProof(SmallLog.growth(old, rewritten));
                int oldSize = old;
                assertThatThrownBy(() -> proof.verify(oldSize, oldRoot, checkpoint(rewritten)))
                        .as("%d of %d", old, size)
                        .isInstanceOf(UnprovenException.class)
                        .hasMessageContaining("rewritten");
            }
        }
    }

    @Test
    void aPathOfTheWrongLengthProvesNothing() {
        List<byte[]> leaves = leaves(13);
        List<Hash> path = SmallLog.growth(6, leaves);
        List<Hash> longer = new ArrayList<>(path);
        longer.add(path.getFirst());
        Hash oldRoot = SmallLog.root(leaves.subList(0, 6));
        assertThat(path).hasSizeGreaterThan(2);
        for (List<Hash> wrong : List.of(List.<Hash>of(), path.subList(0, path.size() - 1), longer)) {
            assertThatThrownBy(() -> new ConsistencyProof(wrong).verify(6, oldRoot, checkpoint(leaves)))
                    .isInstanceOf(UnprovenException.class);
        }
    }
}
