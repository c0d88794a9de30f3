/**
 * Signing in: discovery of the identity provider, the device flow and the direct grant, the profile file that
 * keeps the tokens, and their renewal.
 */
@NullMarked
package io.tidemark.cli.client.session;

import org.jspecify.annotations.NullMarked;
