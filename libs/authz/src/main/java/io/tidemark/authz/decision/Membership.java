package io.tidemark.authz.decision;

import io.tidemark.authz.decision.Subject.Group;
import io.tidemark.authz.decision.Subject.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * All the groups that a user was last observed in. A later observation replaces an earlier one whole.
 *
 * @param user whom it is about
 * @param groups each once, ordered by id; empty for a known user without groups
 */
public record Membership(User user, List<Group> groups) {

    /** Orders the groups and drops repeats. */
    public Membership {
        Objects.requireNonNull(user, "user");
        groups = List.copyOf(new TreeSet<>(groups));
    }

    /** The membership of {@code user} in {@code groups}, in any order. */
    public static Membership of(User user, Collection<Group> groups) {
        return new Membership(user, List.copyOf(groups));
    }

    /** Everyone whose grants concern the user: first the user, then the groups in order. */
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>(groups.size() + 1);
        subjects.add(user);
        subjects.addAll(groups);
        return List.copyOf(subjects);
    }
}
