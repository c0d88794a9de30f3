package io.tidemark.authz.decision;

import java.util.Objects;

/**
 * Who a grant is given to: one {@link User} or one {@link Group}. Ids are opaque; a user and a group with equal ids are
 * two subjects.
 */
public sealed interface Subject {

    /** The opaque id, unique among subjects of this kind. */
    String id();

    /**
     * A person or a service account, as the token's {@code sub} names it.
     *
     * @param id not blank
     */
    record User(String id) implements Subject, Comparable<User> {

        /**
         * Checks that there is an id.
         *
         * @throws IllegalArgumentException if {@code id} is blank
         */
        public User {
            requireId(id);
        }

        @Override
        public int compareTo(User other) {
            return id.compareTo(other.id);
        }
    }

    /**
     * A set of users that the identity provider keeps.
     *
     * @param id not blank
     */
    record Group(String id) implements Subject, Comparable<Group> {

        /**
         * Checks that there is an id.
         *
         * @throws IllegalArgumentException if {@code id} is blank
         */
        public Group {
            requireId(id);
        }

        @Override
        public int compareTo(Group other) {
            return id.compareTo(other.id);
        }
    }

    private static void requireId(String id) {
        Objects.requireNonNull(id, "id");
        if (id.isBlank()) {
            throw new IllegalArgumentException("a subject's id is not blank");
        }
    }
}
