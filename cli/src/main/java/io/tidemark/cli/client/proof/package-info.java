/**
 * Checks of the audit log that need no trust in the service which answered: RFC 6962 Merkle hashing and C2SP
 * signed notes under Ed25519. Pure; knows only the JDK.
 */
@NullMarked
package io.tidemark.cli.client.proof;

import org.jspecify.annotations.NullMarked;
