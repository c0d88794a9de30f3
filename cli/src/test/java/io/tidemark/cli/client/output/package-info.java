/** What people read. */
@NullMarked
package io.tidemark.cli.client.output;

import org.jspecify.annotations.NullMarked;
