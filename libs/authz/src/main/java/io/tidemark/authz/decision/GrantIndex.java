package io.tidemark.authz.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Grants by subject and then by path, so that a question costs one look-up for each subject and level and not one for
 * each grant. Immutable.
 */
final class GrantIndex {

    private final Map<Subject, Map<ObjectPath, List<Grant>>> bySubject;

    private GrantIndex(Map<Subject, Map<ObjectPath, List<Grant>>> bySubject) {
        this.bySubject = bySubject;
    }

    static GrantIndex of(Collection<Grant> grants) {
        Map<Subject, Map<ObjectPath, List<Grant>>> bySubject = new HashMap<>();
        grants.stream()
                .sorted(Comparator.comparing(Grant::id))
                .forEach(grant -> bySubject
                        .computeIfAbsent(grant.subject(), _ -> new HashMap<>())
                        .computeIfAbsent(grant.path(), _ -> new ArrayList<>())
                        .add(grant));
        return new GrantIndex(bySubject);
    }

    /** Grants of {@code subject} that begin exactly at {@code path}, by id. */
    List<Grant> at(Subject subject, ObjectPath path) {
        return bySubject.getOrDefault(subject, Map.of()).getOrDefault(path, List.of());
    }

    /** Every grant of {@code subject}, by path and then by id. */
    List<Grant> of(Subject subject) {
        return bySubject.getOrDefault(subject, Map.of()).values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Grant::path).thenComparing(Grant::id))
                .toList();
    }
}
