/** How the modules of different services meet on a node: each one's ports, implemented by what another brings. */
@NullMarked
package io.tidemark.node.guest;

import org.jspecify.annotations.NullMarked;
