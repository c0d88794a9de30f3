/**
 * Volumes and images as files: overlays, probing of formats that guests could forge, and the proof that image locks hold.
 */
@NullMarked
package io.tidemark.compute.node.storage;

import org.jspecify.annotations.NullMarked;
