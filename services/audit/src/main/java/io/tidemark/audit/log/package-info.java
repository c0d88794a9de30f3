/**
 * The tamper-evident log as pure functions: what a leaf's bytes are, the Merkle tree of RFC 6962 over leaves, proofs
 * that a leaf is in it and that it only grew, and checkpoints signed as C2SP notes.
 *
 * <p>Nothing in here reads a clock, a random source, a network or a database. Stored tree nodes come in through a
 * function from {@link io.tidemark.audit.log.NodeCoordinate} to {@link io.tidemark.audit.log.TreeHash}. All types are
 * immutable and thread-safe.
 */
@NullMarked
package io.tidemark.audit.log;

import org.jspecify.annotations.NullMarked;
