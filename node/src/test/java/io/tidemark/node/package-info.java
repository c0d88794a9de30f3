/**
 * The agent as a real process on real Kafka, libvirt and networks: directives are written by hand as services would write
 * them, and facts come back.
 */
@NullMarked
package io.tidemark.node;

import org.jspecify.annotations.NullMarked;
