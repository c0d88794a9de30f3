package io.tidemark.identity.federation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.InTurn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads Keycloak's admin REST API with the rights to view users and groups and no others. A member of a subgroup is
 * also a member of the groups above it, as Keycloak's own role mappings have it.
 */
@ApplicationScoped
public class KeycloakDirectory implements Directory {
    /** Large, because users that come or go between two pages can shift others over the edge. */
    private static final int PAGE = 1000;

    private final KeycloakAdmin admin;

    public KeycloakDirectory(KeycloakAdmin admin) {
        this.admin = admin;
    }

    @Override
    public Uni<Map<String, Set<String>>> memberships() {
        return admin.signIn().chain(session -> {
            Reading reading = new Reading(session);
            return reading.users()
                    .chain(() -> reading.groups("/groups", Set.of()))
                    .replaceWith(reading.found);
        });
    }

    /** One look at everything. */
    private final class Reading {
        private final KeycloakAdmin.Session session;
        private final Map<String, Set<String>> found = new HashMap<>();
        private final Set<String> lockedOut = new HashSet<>();

        Reading(KeycloakAdmin.Session session) {
            this.session = session;
        }

        Uni<Void> users() {
            return pages("/users?briefRepresentation=true&", 0, user -> {
                String id = user.get("id").asText();
                found.put(id, new HashSet<>());
                if (!user.path("enabled").asBoolean(true)) {
                    lockedOut.add(id);
                }
            });
        }

        Uni<Void> groups(String path, Set<String> above) {
            Map<String, Boolean> here = new HashMap<>();
            Uni<Void> listed = pages(
                    path + "?",
                    0,
                    group -> here.put(
                            group.get("id").asText(),
                            group.path("subGroupCount").asInt(0) > 0));
            return listed.chain(
                    () -> InTurn.each(here.entrySet(), group -> group(group.getKey(), group.getValue(), above)));
        }

        private Uni<Void> group(String id, boolean hasChildren, Set<String> above) {
            Set<String> lineage = new HashSet<>(above);
            lineage.add(id);
            Uni<Void> members = pages("/groups/" + id + "/members?briefRepresentation=true&", 0, member -> {
                String user = member.get("id").asText();
                if (found.containsKey(user) && !lockedOut.contains(user)) {
                    found.get(user).addAll(lineage);
                }
            });
            return hasChildren ? members.chain(() -> groups("/groups/" + id + "/children", lineage)) : members;
        }

        private Uni<Void> pages(String query, int first, Consumer<JsonNode> each) {
            return admin.get(session, query + "first=" + first + "&max=" + PAGE).chain(page -> {
                page.forEach(each);
                return page.size() < PAGE ? Uni.createFrom().voidItem() : pages(query, first + PAGE, each);
            });
        }
    }
}
