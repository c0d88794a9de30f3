package io.tidemark.cli.client.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The eight leaves that RFC 6962 implementations test with, and the roots published for them. */
    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    @Test
    void rootsAreThePublishedOnes() {
        assertThat(SmallLog.root(LEAVES.subList(0, 1)).hex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(SmallLog.root(LEAVES).hex())
                .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void everyLeafOfEveryTreeLeadsToItsRootAndNoOtherDoes() throws UnprovenException {
        List<byte[]> leaves = new ArrayList<>();
        for (int size = 1; size <= 40; size++) {
            leaves.add(new byte[] {(byte) size});
            for (int leaf = 0; leaf < size; leaf++) {
                Hash hash = MerkleTree.leafHash(leaves.get(leaf));
                List<Hash> path = SmallLog.path(leaf, leaves);
                assertThat(MerkleTree.rootFrom(leaf, size, hash, path)).isEqualTo(SmallLog.root(leaves));
                if (size > 1) {
                    assertThat(reached((leaf + 1) % size, size, hash, path))
                            .isNotEqualTo(SmallLog.root(leaves).hex());
                }
            }
        }
    }

    @Test
    void aPathOfTheWrongLengthLeadsNowhere() {
        List<Hash> path = SmallLog.path(3, LEAVES);
        Hash hash = MerkleTree.leafHash(LEAVES.get(3));
        List<Hash> longer = new ArrayList<>(path);
        longer.add(hash);
        assertThatThrownBy(() -> MerkleTree.rootFrom(3, 8, hash, path.subList(0, 2)))
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> MerkleTree.rootFrom(3, 8, hash, longer)).hasMessageContaining("too long");
        assertThatThrownBy(() -> MerkleTree.rootFrom(8, 8, hash, path)).hasMessageContaining("not in a tree of 8");
        assertThatThrownBy(() -> MerkleTree.rootFrom(-1, 8, hash, path)).hasMessageContaining("not in a tree");
    }

    private static String reached(long leaf, long size, Hash hash, List<Hash> path) {
        try {
            return MerkleTree.rootFrom(leaf, size, hash, path).hex();
        } catch (UnprovenException wrongLength) {
            return "";
        }
    }
}
