/**
 * The identity service: tenants, roles and grants on the inventory tree, and the memberships it observes in Keycloak.
 * Other services decide on their own replicas of its events; none asks it while it works.
 */
@NullMarked
package io.tidemark.identity;

import org.jspecify.annotations.NullMarked;
