/** The console as an application. */
@NullMarked
package io.tidemark.console;

import org.jspecify.annotations.NullMarked;
