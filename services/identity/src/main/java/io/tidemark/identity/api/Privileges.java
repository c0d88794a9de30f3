package io.tidemark.identity.api;

/** The privileges that identity's API asks for. */
final class Privileges {
    static final String TENANT_READ = "identity.tenant.read";
    static final String TENANT_WRITE = "identity.tenant.write";
    static final String ROLE_READ = "identity.role.read";
    static final String ROLE_WRITE = "identity.role.write";
    static final String GRANT_READ = "identity.grant.read";
    static final String GRANT_WRITE = "identity.grant.write";

    private Privileges() {}
}
