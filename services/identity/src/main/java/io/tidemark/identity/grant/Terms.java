package io.tidemark.identity.grant;

import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.identity.role.RoleId;

/**
 * What a grant says.
 *
 * @param subjectId the opaque id of a user or group, 1 to 128 characters; whether the identity provider knows it is
 *     not asked
 * @param path where it begins to hold
 */
public record Terms(SubjectKind subjectKind, String subjectId, RoleId roleId, ObjectPath path, Effect effect) {
    private static final int LONGEST_ID = 128;

    /** @throws IllegalArgumentException when the subject's id is blank or too long */
    public Terms {
        if (subjectId.isBlank() || subjectId.length() > LONGEST_ID) {
            throw new IllegalArgumentException("a subject's id has 1 to " + LONGEST_ID + " characters");
        }
    }
}
