package io.tidemark.testkit.real;

/** The fixed ids of the embedded default realm, and of the tenant that identity's own seed creates. */
public final class Realm {
    public static final String PLATFORM_ADMINS = "71de0001-0000-4000-8000-000000000001";
    public static final String OPERATORS = "71de0001-0000-4000-8000-000000000002";
    public static final String AUDITORS = "71de0001-0000-4000-8000-000000000003";
    public static final String ACME_MEMBERS = "71de0001-0000-4000-8000-000000000004";

    /** Of the platform admins. */
    public static final String ADMIN = "71de0002-0000-4000-8000-000000000001";
    /** Of the operators. */
    public static final String OSCAR = "71de0002-0000-4000-8000-000000000002";
    /** Of the auditors. */
    public static final String AUDREY = "71de0002-0000-4000-8000-000000000003";
    /** Of acme, with a grant of her own to run its machines. */
    public static final String ALICE = "71de0002-0000-4000-8000-000000000004";
    /** Of acme; may look and do nothing. */
    public static final String BOB = "71de0002-0000-4000-8000-000000000005";

    /** The tenant acme. */
    public static final String ACME = "71de0003-0000-4000-8000-000000000001";

    public static final String ACME_PATH = "/tenants/" + ACME;

    private Realm() {}
}
