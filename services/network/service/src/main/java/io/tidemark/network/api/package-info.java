/** Network's HTTP API. */
@NullMarked
package io.tidemark.network.api;

import org.jspecify.annotations.NullMarked;
