/** Each rule is shown to hold on good classes, to fail on bad ones, and to fail when it saw too few. */
@NullMarked
package io.tidemark.testkit.arch;

import org.jspecify.annotations.NullMarked;
