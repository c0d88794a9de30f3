/** Tests of the package of the same name, on real parts where it touches any. */
@NullMarked
package io.tidemark.compute.node.console;

import org.jspecify.annotations.NullMarked;
