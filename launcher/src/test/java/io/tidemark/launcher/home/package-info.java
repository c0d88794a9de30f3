/** Tests of what a platform keeps in its home. */
@NullMarked
package io.tidemark.launcher.home;

import org.jspecify.annotations.NullMarked;
