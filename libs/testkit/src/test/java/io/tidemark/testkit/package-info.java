/** Tests of the testkit itself, and of what everybody shares. */
@NullMarked
package io.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
