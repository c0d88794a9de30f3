/**
 * Rules of architecture that a module checks on its own compiled classes, so that breaking one fails the build with
 * the reason for the rule. Every rule first makes sure that it saw enough classes to mean anything.
 */
@NullMarked
package io.tidemark.testkit.arch;

import org.jspecify.annotations.NullMarked;
