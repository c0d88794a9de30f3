/**
 * Where one platform lives: its directory, its ports, its secrets, and the built files that it runs from.
 */
@NullMarked
package io.tidemark.launcher.home;

import org.jspecify.annotations.NullMarked;
