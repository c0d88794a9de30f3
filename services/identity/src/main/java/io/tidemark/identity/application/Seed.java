package io.tidemark.identity.application;

import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.identity.grant.Effect;
import io.tidemark.identity.grant.GrantCommand.GiveGrant;
import io.tidemark.identity.grant.GrantId;
import io.tidemark.identity.grant.SubjectKind;
import io.tidemark.identity.grant.Terms;
import io.tidemark.identity.role.RoleCommand.DefineRole;
import io.tidemark.identity.role.RoleId;
import io.tidemark.identity.role.RoleName;
import io.tidemark.identity.tenant.TenantCommand.CreateTenant;
import io.tidemark.identity.tenant.TenantId;
import io.tidemark.identity.tenant.TenantName;
import java.util.List;
import java.util.Set;

/** What a platform begins with, as its file says it: every id is given there, so that seeding twice is seeding once. */
public record Seed(List<SeededTenant> tenants, List<SeededRole> roles, List<SeededGrant> grants) {
    /** Copies the lists. */
    public Seed {
        tenants = List.copyOf(tenants);
        roles = List.copyOf(roles);
        grants = List.copyOf(grants);
    }

    /** A tenant to create. */
    public record SeededTenant(TenantId tenantId, TenantName name) {
        CreateTenant command() {
            return new CreateTenant(tenantId, name);
        }
    }

    /** A role to define. */
    public record SeededRole(RoleId roleId, RoleName name, Set<PrivilegePattern> privileges) {
        DefineRole command() {
            return new DefineRole(roleId, name, privileges);
        }
    }

    /** A grant to give. */
    public record SeededGrant(
            GrantId grantId, SubjectKind subjectKind, String subjectId, RoleId roleId, ObjectPath path, Effect effect) {
        GiveGrant command() {
            return new GiveGrant(grantId, new Terms(subjectKind, subjectId, roleId, path, effect));
        }
    }
}
