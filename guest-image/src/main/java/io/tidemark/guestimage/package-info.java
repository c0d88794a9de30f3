/**
 * The tiny Linux guest that Tidemark builds on the spot from Debian's kernel and busybox packages. Demos, tests and the
 * host's KVM probe boot it; nothing in here knows the rest of the platform.
 */
@NullMarked
package io.tidemark.guestimage;

import org.jspecify.annotations.NullMarked;
