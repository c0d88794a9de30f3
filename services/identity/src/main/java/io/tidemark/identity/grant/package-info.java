/** A grant: one statement of who may, or may not, do what a role covers, on an object and all below it. */
@NullMarked
package io.tidemark.identity.grant;

import org.jspecify.annotations.NullMarked;
