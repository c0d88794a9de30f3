/**
 * Watching what happens, live and resumable.
 */
@NullMarked
package io.tidemark.cli.client.events;

import org.jspecify.annotations.NullMarked;
