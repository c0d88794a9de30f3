/** Given/when/then specifications of deciders. */
@NullMarked
package io.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
