package io.tidemark.authz.decision;

import io.tidemark.authz.decision.Subject.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that one user was given and denied, for showing it and for bounding what the user may hand on. Immutable, pure.
 *
 * @param given what allows, by path
 * @param taken what denies, by path; a deny through an unknown role takes everything
 */
public record Holdings(List<Holding> given, List<Holding> taken) {
    private static final Set<PrivilegePattern> EVERYTHING = Set.of(PrivilegePattern.of("*"));

    /** Copies the lists. */
    public Holdings {
        given = List.copyOf(given);
        taken = List.copyOf(taken);
    }

    /**
     * What is said at one path.
     *
     * @param path where it begins to hold
     * @param privileges in order
     */
    public record Holding(ObjectPath path, List<PrivilegePattern> privileges) {}

    /** What {@code model} knows of {@code user}, each path once; nothing for an unknown user. */
    public static Holdings of(AccessModel model, User user) {
        Map<ObjectPath, Set<PrivilegePattern>> given = new TreeMap<>();
        Map<ObjectPath, Set<PrivilegePattern>> taken = new TreeMap<>();
        for (Grant grant : model.grantsOf(user)) {
            Optional<Set<PrivilegePattern>> covered = model.role(grant.role()).map(Role::privileges);
            switch (grant.effect()) {
                case ALLOW -> add(given, grant.path(), covered.orElse(Set.of()));
                case DENY -> add(taken, grant.path(), covered.orElse(EVERYTHING));
            }
        }
        return new Holdings(holdings(given), holdings(taken));
    }

    private static void add(
            Map<ObjectPath, Set<PrivilegePattern>> to, ObjectPath path, Set<PrivilegePattern> privileges) {
        if (!privileges.isEmpty()) {
            to.computeIfAbsent(path, first -> new TreeSet<>()).addAll(privileges);
        }
    }

    private static List<Holding> holdings(Map<ObjectPath, Set<PrivilegePattern>> byPath) {
        return byPath.entrySet().stream()
                .map(entry -> new Holding(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /**
     * The first of {@code privileges} that the user does not hold on {@code path} and on everything below it, so that
     * handing it on there would give more than the user has. Empty when the user holds them all. A star is held only
     * through a star: it also stands for privileges of later versions.
     */
    public Optional<PrivilegePattern> beyond(Collection<PrivilegePattern> privileges, ObjectPath path) {
        return privileges.stream()
                .sorted()
                .filter(privilege -> !isGiven(privilege, path) || isTaken(privilege, path))
                .findFirst();
    }

    private boolean isGiven(PrivilegePattern privilege, ObjectPath path) {
        return given.stream()
                .filter(holding -> path.isWithin(holding.path()))
                .flatMap(holding -> holding.privileges().stream())
                .anyMatch(held -> held.covers(privilege));
    }

    /** A deny above the path reaches it; one below it leaves a hole in what the user holds. */
    private boolean isTaken(PrivilegePattern privilege, ObjectPath path) {
        return taken.stream()
                .filter(holding ->
                        path.isWithin(holding.path()) || holding.path().isWithin(path))
                .flatMap(holding -> holding.privileges().stream())
                .anyMatch(denied -> denied.overlaps(privilege));
    }
}
