/**
 * Reading and writing API data as it is, without binding it to classes: what a script sees is what the
 * service said. Nothing here is built before it is first used, because most commands end before they need it.
 */
@NullMarked
package io.tidemark.cli.client.json;

import org.jspecify.annotations.NullMarked;
