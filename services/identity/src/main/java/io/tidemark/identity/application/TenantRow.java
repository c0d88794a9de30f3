package io.tidemark.identity.application;

import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as the API shows it.
 *
 * @param createdAt empty in the answer to its creation
 */
public record TenantRow(String id, String name, Optional<Instant> createdAt) {}
