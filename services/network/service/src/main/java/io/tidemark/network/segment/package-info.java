/** Networks: segments of guests with one range of addresses. */
@NullMarked
package io.tidemark.network.segment;

import org.jspecify.annotations.NullMarked;
