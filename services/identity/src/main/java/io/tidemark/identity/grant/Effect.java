package io.tidemark.identity.grant;

/** Whether a grant gives or takes; the names are those of events and API. A deny wins over every allow. */
public enum Effect {
    allow,
    deny
}
