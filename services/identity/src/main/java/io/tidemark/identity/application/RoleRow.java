package io.tidemark.identity.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A role as the API shows it.
 *
 * @param definedAt when it got its present meaning; empty in the answer to its definition
 */
public record RoleRow(String id, String name, List<String> privileges, Optional<Instant> definedAt) {
    public RoleRow {
        privileges = List.copyOf(privileges);
    }
}
