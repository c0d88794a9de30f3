package io.tidemark.identity.application;

import java.time.Instant;
import java.util.Optional;

/**
 * A grant as the API shows it.
 *
 * @param givenBy the actor; empty, like the time, in the answer to its giving
 */
public record GrantRow(
        String id,
        String subjectKind,
        String subjectId,
        String roleId,
        String path,
        String effect,
        Optional<String> givenBy,
        Optional<Instant> givenAt) {}
