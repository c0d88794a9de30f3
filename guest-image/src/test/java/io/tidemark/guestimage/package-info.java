/** Builds the tiny image from real packages and boots it under QEMU. */
@NullMarked
package io.tidemark.guestimage;

import org.jspecify.annotations.NullMarked;
