/**
 * Tests of the platform's commands on real processes.
 */
@NullMarked
package io.tidemark.cli.platform;

import org.jspecify.annotations.NullMarked;
