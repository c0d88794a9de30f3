/**
 * The machine under a platform: its processes, packages and ports, and sweeping it clean of everything that a platform made.
 */
@NullMarked
package io.tidemark.launcher.host;

import org.jspecify.annotations.NullMarked;
