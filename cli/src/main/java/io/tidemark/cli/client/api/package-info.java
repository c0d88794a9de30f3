/**
 * The REST API as the client sees it. Delivery is layered: the JDK's HTTP client, retried over lost
 * connections, signed with the caller's token; on top {@link io.tidemark.cli.client.api.ApiClient} turns
 * answers into data or into one clear failure.
 */
@NullMarked
package io.tidemark.cli.client.api;

import org.jspecify.annotations.NullMarked;
