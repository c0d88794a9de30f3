/** What the web page needs from the server: its configuration and the headers that confine it. */
@NullMarked
package io.tidemark.console.page;

import org.jspecify.annotations.NullMarked;
