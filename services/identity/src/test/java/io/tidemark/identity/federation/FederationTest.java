package io.tidemark.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.identity.IdentityParts;
import io.tidemark.identity.application.MembershipRow;
import io.tidemark.identity.membership.Membership;
import io.tidemark.identity.membership.MembershipCommand;
import io.tidemark.identity.membership.MembershipEvent;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** In an application without a secret: its own look at Keycloak is off, so that the tests look alone. */
@QuarkusTest
@TestProfile(FederationTest.Secretless.class)
class FederationTest {
    @Inject
    Aggregates<MembershipCommand, Membership, MembershipEvent> memberships;

    @Inject
    Views views;

    @Inject
    View<MembershipRow> view;

    @Inject
    EventStore store;

    @Inject
    KeycloakAdmin serviceLook;

    @ConfigProperty(name = "tidemark.oidc.issuer")
    String issuer = "";

    @Test
    void the_service_does_not_look_by_itself_here() {
        assertThat(serviceLook.isConfigured()).isFalse();
    }

    @Test
    void keycloaks_users_are_read_with_their_groups() throws Throwable {
        Map<String, Set<String>> found = await(new KeycloakDirectory(keycloak(issuer)).memberships());

        assertThat(found)
                .containsEntry(Realm.ADMIN, Set.of(Realm.PLATFORM_ADMINS))
                .containsEntry(Realm.OSCAR, Set.of(Realm.OPERATORS))
                .containsEntry(Realm.AUDREY, Set.of(Realm.AUDITORS))
                .containsEntry(Realm.ALICE, Set.of(Realm.ACME_MEMBERS))
                .containsEntry(Realm.BOB, Set.of(Realm.ACME_MEMBERS));
    }

    @Test
    void only_what_changed_is_observed_and_who_is_gone_has_no_groups_left() throws Throwable {
        Map<String, Set<String>> present = new HashMap<>(Map.of("ann", Set.of("a"), "ben", Set.of("a", "b")));
        Federation federation = federation(() -> Uni.createFrom().item(Map.copyOf(present)), issuer);

        look(federation);
        look(federation);
        assertThat(observations("ann")).containsExactly("[\"a\"]");
        assertThat(observations("ben")).containsExactly("[\"a\",\"b\"]");

        present.put("ann", Set.of("a", "c"));
        present.remove("ben");
        look(federation);
        look(federation);

        assertThat(observations("ann")).containsExactly("[\"a\"]", "[\"a\",\"c\"]");
        assertThat(observations("ben")).containsExactly("[\"a\",\"b\"]", "[]");
    }

    @Test
    void a_provider_that_is_away_changes_nothing() throws Throwable {
        Federation before = federation(() -> Uni.createFrom().item(Map.of("cleo", Set.of("a"))), issuer);
        look(before);
        KeycloakAdmin away = keycloak("http://127.0.0.1:1/realms/tidemark");

        look(new Federation(new KeycloakDirectory(away), away, memberships, views, view));

        assertThat(observations("cleo")).containsExactly("[\"a\"]");
    }

    private Federation federation(Directory directory, String at) {
        return new Federation(directory, keycloak(at), memberships, views, view);
    }

    private static KeycloakAdmin keycloak(String at) {
        return new KeycloakAdmin(at, "tidemark-identity", Optional.of(IdentityParts.secret()));
    }

    /** One look, and then until the read model has seen it. */
    private void look(Federation federation) throws Throwable {
        await(federation::look);
        List<StoredEvent> all = await(() -> store.readAfter(0, 1000));
        long unseen = all.isEmpty() ? 0 : all.getLast().position();
        await(() -> views.await(view, unseen));
    }

    private List<String> observations(String user) throws Throwable {
        return await(() -> store.read(new StreamId("membership", user))).stream()
                .map(event -> Json.write(Json.tree(event.json()).get("groupIds")))
                .toList();
    }

    private static <T> T await(java.util.function.Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(work);
    }

    private static <T> T await(Uni<T> work) throws Throwable {
        return await(() -> work);
    }

    /** The resources of the other tests, one of which gives the secret, would apply here too. */
    public static final class Secretless implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RealParts.class));
        }
    }
}
