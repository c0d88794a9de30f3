package io.tidemark.identity.tenant;

import io.tidemark.identity.IdentityProblem;
import io.tidemark.identity.tenant.TenantCommand.CreateTenant;
import io.tidemark.identity.tenant.TenantEvent.TenantCreated;
import io.tidemark.testkit.DeciderSpec;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantDeciderTest {
    private static final TenantId ID = new TenantId("71de0003-0000-4000-8000-000000000001");
    private static final TenantName ACME = new TenantName("acme");
    private static final TenantName OTHER = new TenantName("other");

    private final DeciderSpec<TenantCommand, Tenant, TenantEvent> spec = DeciderSpec.of(new TenantDecider());

    @Test
    void a_tenant_is_created_once() {
        spec.given()
                .when(new CreateTenant(ID, ACME))
                .then(new TenantCreated(ID, ACME))
                .leaving(new Tenant.Created(ID, ACME));
        spec.given(new TenantCreated(ID, ACME)).when(new CreateTenant(ID, ACME)).thenNothing();
    }

    @Test
    void a_tenant_keeps_its_name() {
        spec.given(new TenantCreated(ID, ACME))
                .when(new CreateTenant(ID, OTHER))
                .thenRejected(IdentityProblem.TENANT_EXISTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "-acme", "acme-", "a b", "a/b", "ümlaut"})
    void a_name_is_plain(String name) {
        Assertions.assertThatIllegalArgumentException().isThrownBy(() -> new TenantName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "1-1-1-1-1", "71DE0003-0000-4000-8000-000000000001"})
    void an_id_is_a_uuid_in_one_spelling(String id) {
        Assertions.assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(id));
    }
}
