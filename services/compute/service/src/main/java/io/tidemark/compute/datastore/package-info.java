/** The datastore that images are kept on: receiving uploads, and finding out what they really are. */
@NullMarked
package io.tidemark.compute.datastore;

import org.jspecify.annotations.NullMarked;
