/**
 * Serial consoles: reading the log that QEMU writes, and typing into the guest's serial line.
 */
@NullMarked
package io.tidemark.compute.node.console;

import org.jspecify.annotations.NullMarked;
