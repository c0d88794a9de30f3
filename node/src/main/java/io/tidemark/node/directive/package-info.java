/** From the one stream of directives to the modules that act on them, each on a thread of its own. */
@NullMarked
package io.tidemark.node.directive;

import org.jspecify.annotations.NullMarked;
