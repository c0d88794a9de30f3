/** {@code tide up --demo}: the main job, shown by driving the running platform with its own command line. */
@NullMarked
package io.tidemark.cli.demo;

import org.jspecify.annotations.NullMarked;
