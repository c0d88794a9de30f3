package io.tidemark.identity.grant;

/** Whom a grant concerns; the names are those of events and API. */
public enum SubjectKind {
    user,
    group
}
