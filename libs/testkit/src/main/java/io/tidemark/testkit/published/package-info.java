/** The published language as tests read it: the schemas, samples and subscriptions in {@code event-schemas/}. */
@NullMarked
package io.tidemark.testkit.published;

import org.jspecify.annotations.NullMarked;
