/** That network's events and directives are what is published of them. */
@NullMarked
package io.tidemark.network.messaging;

import org.jspecify.annotations.NullMarked;
