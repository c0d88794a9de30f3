/**
 * What this host can do, found by trying: each finding says what was found, what will be used and why.
 */
@NullMarked
package io.tidemark.compute.node.host;

import org.jspecify.annotations.NullMarked;
