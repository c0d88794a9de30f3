/** {@code tide view}: a service's read models, for operators. */
@NullMarked
package io.tidemark.cli.client.view;

import org.jspecify.annotations.NullMarked;
