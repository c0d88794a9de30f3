/**
 * Commands about oneself: sign in, sign out, who am I, shell completion.
 */
@NullMarked
package io.tidemark.cli.client.login;

import org.jspecify.annotations.NullMarked;
