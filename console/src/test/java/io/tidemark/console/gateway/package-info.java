/** The gateway against real servers. */
@NullMarked
package io.tidemark.console.gateway;

import org.jspecify.annotations.NullMarked;
