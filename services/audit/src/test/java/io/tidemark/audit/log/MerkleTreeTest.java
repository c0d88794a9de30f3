package io.tidemark.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** The eight leaves, their roots and proofs that the reference code of Certificate Transparency is tested with. */
    private static final List<TreeHash> CT_LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(hex -> TreeHash.ofLeaf(HexFormat.of().parseHex(hex)))
            .toList();

    private static final List<String> CT_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    /** Past two full levels of eight bits' worth of shapes, small enough to try every pair. */
    private static final int MANY = 130;

    @Test
    void theRootsAreThoseOfTheCertificateTransparencyReference() {
        GrownTree tree = GrownTree.of(CT_LEAVES);
        for (int size = 0; size <= CT_LEAVES.size(); size++) {
            assertThat(tree.rootAt(size).hex()).isEqualTo(CT_ROOTS.get(size));
        }
    }

    @Test
    void theProofsAreThoseOfTheCertificateTransparencyReference() {
        GrownTree tree = GrownTree.of(CT_LEAVES);
        assertThat(hex(tree.inclusion(0, 8).path()))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(hex(tree.consistency(6, 8).path()))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void growingLeafByLeafGivesTheRootsOfTheDefinition() {
        List<TreeHash> leaves = leaves(MANY);
        GrownTree tree = new GrownTree();
        for (int size = 0; size < MANY; size++) {
            assertThat(tree.range().root()).isEqualTo(new NaiveTree(leaves.subList(0, size)).root());
            assertThat(CompactRange.nodesOf(size)).hasSize(Long.bitCount(size));
            tree.append(leaves.get(size));
        }
    }

    @Test
    void everyInclusionProofIsThatOfTheDefinitionAndHolds() {
        List<TreeHash> leaves = leaves(MANY);
        GrownTree tree = GrownTree.of(leaves);
        for (int size = 1; size <= MANY; size++) {
            NaiveTree naive = new NaiveTree(leaves.subList(0, size));
            TreeHash root = naive.root();
            for (int leaf = 0; leaf < size; leaf++) {
                InclusionProof proof = tree.inclusion(leaf, size);
                assertThat(proof.path()).isEqualTo(naive.path(leaf));
                assertThat(proof.proves(leaves.get(leaf), root)).isTrue();
            }
        }
    }

    @Test
    void everyConsistencyProofIsThatOfTheDefinitionAndHolds() {
        List<TreeHash> leaves = leaves(MANY);
        GrownTree tree = GrownTree.of(leaves);
        for (int newSize = 1; newSize <= MANY; newSize++) {
            NaiveTree naive = new NaiveTree(leaves.subList(0, newSize));
            TreeHash root = naive.root();
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                ConsistencyProof proof = tree.consistency(oldSize, newSize);
                assertThat(proof.path()).isEqualTo(naive.proof(oldSize));
                assertThat(proof.proves(tree.rootAt(oldSize), root)).isTrue();
            }
        }
    }

    @Test
    void anInclusionProofHoldsForNothingElse() {
        List<TreeHash> leaves = leaves(40);
        GrownTree tree = GrownTree.of(leaves);
        for (int size = 1; size <= 40; size++) {
            TreeHash root = tree.rootAt(size);
            for (int leaf = 0; leaf < size; leaf++) {
                InclusionProof proof = tree.inclusion(leaf, size);
                TreeHash hash = leaves.get(leaf);
                assertThat(proof.proves(TreeHash.ofLeaf("another"), root)).isFalse();
                assertThat(proof.proves(hash, TreeHash.ofLeaf("another"))).isFalse();
                for (List<TreeHash> wrong : spoilt(proof.path())) {
                    assertThat(new InclusionProof(leaf, size, wrong).proves(hash, root))
                            .isFalse();
                }
                for (int other = 0; other < size; other++) {
                    assertThat(new InclusionProof(other, size, proof.path()).proves(hash, root))
                            .isEqualTo(other == leaf);
                }
            }
        }
        assertThat(new InclusionProof(-1, 1, List.of()).proves(leaves.getFirst(), tree.rootAt(1)))
                .isFalse();
        assertThat(new InclusionProof(1, 1, List.of()).proves(leaves.getFirst(), tree.rootAt(1)))
                .isFalse();
    }

    @Test
    void aConsistencyProofHoldsForNothingElse() {
        GrownTree tree = GrownTree.of(leaves(40));
        TreeHash another = TreeHash.ofLeaf("another");
        for (int newSize = 1; newSize <= 40; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                ConsistencyProof proof = tree.consistency(oldSize, newSize);
                TreeHash oldRoot = tree.rootAt(oldSize);
                TreeHash newRoot = tree.rootAt(newSize);
                assertThat(proof.proves(another, newRoot)).isFalse();
                assertThat(proof.proves(oldRoot, another)).isFalse();
                for (List<TreeHash> wrong : spoilt(proof.path())) {
                    assertThat(new ConsistencyProof(oldSize, newSize, wrong).proves(oldRoot, newRoot))
                            .isFalse();
                }
            }
        }
        assertThat(new ConsistencyProof(2, 1, List.of()).proves(tree.rootAt(2), tree.rootAt(1)))
                .isFalse();
    }

    @Test
    void everyTreeBeginsWithTheEmptyOne() {
        GrownTree tree = GrownTree.of(leaves(5));
        ConsistencyProof proof = tree.consistency(0, 5);
        assertThat(proof.path()).isEmpty();
        assertThat(proof.proves(TreeHash.OF_EMPTY_TREE, tree.rootAt(5))).isTrue();
        assertThat(proof.proves(tree.rootAt(1), tree.rootAt(5))).isFalse();
    }

    @Test
    void whatIsNoProofIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProofPlan.inclusion(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ProofPlan.inclusion(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ProofPlan.inclusion(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ProofPlan.consistency(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CompactRange(3, List.of(TreeHash.OF_EMPTY_TREE)));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeCoordinate(63, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> TreeHash.ofHex("00"));
    }

    @Test
    void aLeafIsNoInnerNode() {
        TreeHash left = TreeHash.ofLeaf("left");
        TreeHash right = TreeHash.ofLeaf("right");
        byte[] joined = new byte[2 * TreeHash.LENGTH];
        System.arraycopy(left.bytes(), 0, joined, 0, TreeHash.LENGTH);
        System.arraycopy(right.bytes(), 0, joined, TreeHash.LENGTH, TreeHash.LENGTH);
        assertThat(TreeHash.ofLeaf(joined)).isNotEqualTo(TreeHash.ofChildren(left, right));
    }

    /** The path with one hash changed, one dropped at either end, and one more at either end. */
    private static List<List<TreeHash>> spoilt(List<TreeHash> path) {
        TreeHash stranger = TreeHash.ofLeaf("stranger");
        List<List<TreeHash>> spoilt = new ArrayList<>();
        for (int at = 0; at < path.size(); at++) {
            List<TreeHash> changed = new ArrayList<>(path);
            changed.set(at, stranger);
            spoilt.add(changed);
        }
        if (!path.isEmpty()) {
            spoilt.add(path.subList(1, path.size()));
            spoilt.add(path.subList(0, path.size() - 1));
        }
        List<TreeHash> longer = new ArrayList<>(path);
        longer.add(stranger);
        spoilt.add(longer);
        List<TreeHash> shifted = new ArrayList<>(path);
        shifted.addFirst(stranger);
        spoilt.add(shifted);
        return spoilt;
    }

    private static List<TreeHash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TreeHash.ofLeaf("leaf " + i))
                .toList();
    }

    private static List<String> hex(List<TreeHash> hashes) {
        return hashes.stream().map(TreeHash::hex).toList();
    }
}
