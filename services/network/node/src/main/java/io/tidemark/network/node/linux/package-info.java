/**
 * The dataplane on Linux: iproute2, nftables and dnsmasq inside one network namespace per platform. Everything that
 * reaches a command line or a batch is rendered from validated values; nothing is passed to a shell.
 */
@NullMarked
package io.tidemark.network.node.linux;

import org.jspecify.annotations.NullMarked;
