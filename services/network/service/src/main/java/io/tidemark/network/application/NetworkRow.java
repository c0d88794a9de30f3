package io.tidemark.network.application;

import java.time.Instant;

/** A network as the API shows it. */
public record NetworkRow(
        String id, String tenantId, String name, String cidr, String gateway, int mtu, Instant createdAt) {}
