package io.tidemark.identity;

import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.RebuildRequests.RebuildRequested;
import io.tidemark.http.Refusals.RequestRefused;
import io.tidemark.identity.application.IdentityEventTypes;
import io.tidemark.identity.grant.Effect;
import io.tidemark.identity.grant.GrantEvent.GrantGiven;
import io.tidemark.identity.grant.GrantEvent.GrantRevoked;
import io.tidemark.identity.grant.GrantId;
import io.tidemark.identity.grant.SubjectKind;
import io.tidemark.identity.membership.MembershipEvent.MembershipObserved;
import io.tidemark.identity.messaging.Heartbeat.Beat;
import io.tidemark.identity.role.RoleEvent.RoleDefined;
import io.tidemark.identity.role.RoleId;
import io.tidemark.identity.role.RoleName;
import io.tidemark.identity.tenant.TenantEvent.TenantCreated;
import io.tidemark.identity.tenant.TenantId;
import io.tidemark.identity.tenant.TenantName;
import io.tidemark.messaging.OperatorEvent;
import io.tidemark.messaging.OperatorEvent.ParkedReplaced;
import io.tidemark.messaging.OperatorEvent.ParkedRetried;
import io.tidemark.messaging.OperatorEvent.ParkedSkipped;
import io.tidemark.messaging.OperatorEvent.RepublishRequested;
import io.tidemark.testkit.published.EventContract;
import io.tidemark.testkit.real.Realm;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

class IdentityEventContractTest extends EventContract {
    private static final GrantId GRANT = new GrantId("71de0005-0000-4000-8000-00000000000a");
    private static final RoleId ROLE = new RoleId("71de0004-0000-4000-8000-00000000000a");

    private static final UUID PARKED = UUID.fromString("71de000a-0000-4000-8000-000000000001");
    private static final String VM = "71de0006-0000-4000-8000-000000000001";

    IdentityEventContractTest() {
        super(
                "identity",
                Published.of(
                        IdentityEventTypes.TENANT, new TenantCreated(new TenantId(Realm.ACME), new TenantName("acme"))),
                Published.of(
                        IdentityEventTypes.ROLE,
                        new RoleDefined(
                                ROLE,
                                new RoleName("starter"),
                                Stream.of("compute.vm.read", "compute.vm.start", "network.*")
                                        .map(PrivilegePattern::of)
                                        .toList())),
                Published.of(
                        IdentityEventTypes.GRANT,
                        new GrantGiven(
                                GRANT,
                                SubjectKind.group,
                                Realm.ACME_MEMBERS,
                                ROLE,
                                ObjectPath.of(Realm.ACME_PATH),
                                Effect.allow),
                        new GrantRevoked(GRANT)),
                Published.of(
                        IdentityEventTypes.MEMBERSHIP,
                        new MembershipObserved(Realm.ALICE, List.of(Realm.ACME_MEMBERS))),
                Published.of(EventTypes.<Beat>none().and("tidemark.identity.heartbeat.v1", Beat.class), new Beat(42)),
                Published.of(
                        OperatorEvent.types("identity"),
                        new RepublishRequested(Optional.of(1L), Optional.of(1000L), Optional.empty()),
                        new ParkedRetried("/tidemark/compute", VM),
                        new ParkedSkipped(
                                "/tidemark/compute", VM, 2, Optional.of(PARKED), "its image was deleted for good"),
                        new ParkedReplaced(
                                "/tidemark/compute",
                                VM,
                                2,
                                PARKED,
                                "the name was cut",
                                Json.tree("{\"vmId\":\"" + VM + "\"}"))),
                Published.of(
                        EventTypes.<RebuildRequested>none()
                                .and("tidemark.identity.view.rebuild-requested.v1", RebuildRequested.class),
                        new RebuildRequested("grant")),
                Published.of(
                        EventTypes.<RequestRefused>none()
                                .and("tidemark.identity.request.refused.v1", RequestRefused.class),
                        new RequestRefused(
                                "give-grant",
                                "user:" + Realm.BOB,
                                "ACCESS_DENIED",
                                "'identity.grant.write' on / is not granted")));
    }
}
