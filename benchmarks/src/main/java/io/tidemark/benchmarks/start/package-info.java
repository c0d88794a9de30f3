/** From a directive at the node to a running domain, against libvirt's own call. */
@NullMarked
package io.tidemark.benchmarks.start;

import org.jspecify.annotations.NullMarked;
