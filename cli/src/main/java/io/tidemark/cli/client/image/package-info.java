/**
 * Commands on guest images.
 */
@NullMarked
package io.tidemark.cli.client.image;

import org.jspecify.annotations.NullMarked;
