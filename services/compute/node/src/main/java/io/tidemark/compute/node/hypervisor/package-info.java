/**
 * The port to whatever runs guests on this host: what may be asked of it, what it answers, and what it tells unasked. Knows
 * nothing of libvirt.
 */
@NullMarked
package io.tidemark.compute.node.hypervisor;

import org.jspecify.annotations.NullMarked;
