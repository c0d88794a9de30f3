/** The stream format. */
@NullMarked
package io.tidemark.cli.client.events;

import org.jspecify.annotations.NullMarked;
