/** The checks of the audit log, against published vectors and real keys. */
@NullMarked
package io.tidemark.cli.client.proof;

import org.jspecify.annotations.NullMarked;
