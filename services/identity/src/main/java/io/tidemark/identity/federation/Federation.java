package io.tidemark.identity.federation;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewQuery;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.identity.application.MembershipRow;
import io.tidemark.identity.membership.Membership;
import io.tidemark.identity.membership.MembershipCommand;
import io.tidemark.identity.membership.MembershipCommand.Observe;
import io.tidemark.identity.membership.MembershipEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks at the directory every ten seconds and appends an observation for each user whose groups changed. */
@ApplicationScoped
public class Federation {
    private static final Logger LOG = Logger.getLogger(Federation.class);

    private final Directory directory;
    private final KeycloakAdmin admin;
    private final Aggregates<MembershipCommand, Membership, MembershipEvent> memberships;
    private final Views views;
    private final View<MembershipRow> view;
    private volatile boolean away;
    private volatile boolean toldOff;

    public Federation(
            Directory directory,
            KeycloakAdmin admin,
            Aggregates<MembershipCommand, Membership, MembershipEvent> memberships,
            Views views,
            View<MembershipRow> view) {
        this.directory = directory;
        this.admin = admin;
        this.memberships = memberships;
        this.views = views;
        this.view = view;
    }

    @Scheduled(every = "{tidemark.identity.federation.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!admin.isConfigured()) {
            return off();
        }
        return directory
                .memberships()
                .invoke(this::tellBack)
                .chain(found -> known().chain(known -> observe(changes(known, found))))
                .onFailure()
                .recoverWithUni(this::tellAway);
    }

    private Uni<Void> off() {
        if (!toldOff) {
            LOG.warn("users and groups are not looked at: tidemark.identity.secret is not set");
            toldOff = true;
        }
        return Uni.createFrom().voidItem();
    }

    private void tellBack(Map<String, Set<String>> found) {
        if (away) {
            LOG.infof("the identity provider is back: users=%d", found.size());
            away = false;
        }
    }

    private Uni<Void> tellAway(Throwable failure) {
        if (!away) {
            LOG.warnf("the identity provider cannot be read, what was observed stays: cause=%s", failure);
            away = true;
        }
        return Uni.createFrom().voidItem();
    }

    /** All observations so far; a view that lags only repeats one, which the decider takes for no news. */
    private Uni<Map<String, Set<String>>> known() {
        return known(Optional.empty(), new HashMap<>());
    }

    private Uni<Map<String, Set<String>>> known(Optional<String> after, Map<String, Set<String>> sofar) {
        ViewQuery query =
                new ViewQuery(List.of("/"), List.of(), Map.of(), after, ViewQuery.LARGEST_PAGE, Optional.empty());
        return views.list(view, query).chain(page -> {
            for (MembershipRow row : page.items()) {
                sofar.put(row.userId(), Set.copyOf(row.groupIds()));
            }
            return page.next().isPresent()
                    ? known(page.next(), sofar)
                    : Uni.createFrom().item(sofar);
        });
    }

    static List<Observe> changes(Map<String, Set<String>> known, Map<String, Set<String>> found) {
        List<Observe> changes = new ArrayList<>();
        found.forEach((user, groups) -> {
            if (!groups.equals(known.get(user))) {
                changes.add(new Observe(user, groups));
            }
        });
        known.forEach((user, groups) -> {
            if (!found.containsKey(user) && !groups.isEmpty()) {
                changes.add(new Observe(user, Set.of()));
            }
        });
        return changes;
    }

    private Uni<Void> observe(List<Observe> changes) {
        Cause cause = Cause.spontaneous(UUID.randomUUID(), "identity-federation");
        return InTurn.each(
                changes,
                change -> memberships
                        .handle(change.userId(), change, cause)
                        .invoke(() -> LOG.infof(
                                "groups observed: userId=%s groups=%d",
                                change.userId(), change.groupIds().size())));
    }
}
