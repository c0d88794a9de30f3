/**
 * Builds the container images of all parts as tar files: Debian packages below, a Java runtime of the JDK that builds, the
 * application on top. Needs neither Docker nor a registry, only Debian's {@code mmdebstrap}.
 */
@NullMarked
package io.tidemark.images;

import org.jspecify.annotations.NullMarked;
