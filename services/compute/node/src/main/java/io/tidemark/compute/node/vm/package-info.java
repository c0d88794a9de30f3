/**
 * The node side of a virtual machine's life: directives in, a journal on disk, one hypervisor call at a time, facts out. The
 * decision is a pure function; everything that acts is small and interchangeable.
 */
@NullMarked
package io.tidemark.compute.node.vm;

import org.jspecify.annotations.NullMarked;
