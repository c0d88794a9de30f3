/** That compute's events and directives are what is published of them. */
@NullMarked
package io.tidemark.compute.messaging;

import org.jspecify.annotations.NullMarked;
