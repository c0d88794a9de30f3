package io.tidemark.audit.log;

/**
 * A complete node and its hash, as a store keeps them.
 *
 * @param at where in the tree
 * @param hash what the subtree hashes to
 */
public record TreeNode(NodeCoordinate at, TreeHash hash) {}
