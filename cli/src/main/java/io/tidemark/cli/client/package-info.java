/**
 * The client side of {@code tide}: commands that talk to a running platform through its REST API and keep
 * nothing but a sign-in. They need no part of the platform on this machine.
 */
@NullMarked
package io.tidemark.cli.client;

import org.jspecify.annotations.NullMarked;
