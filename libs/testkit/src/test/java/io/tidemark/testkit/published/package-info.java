/** The lock on what was released, and the documents that are generated from the published language. */
@NullMarked
package io.tidemark.testkit.published;

import org.jspecify.annotations.NullMarked;
