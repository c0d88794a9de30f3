/** Ports: a guest's place on a network, with its addresses and its traffic shape. */
@NullMarked
package io.tidemark.network.port;

import org.jspecify.annotations.NullMarked;
