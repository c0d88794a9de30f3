package io.tidemark.cli.client.outcome;

/** The exit codes of every client command. Scripts rely on them: a number never changes its meaning. */
public final class ExitCodes {
    /** Done; for awaited work: ended well. */
    public static final int OK = 0;
    /** The platform understood and said no. */
    public static final int REFUSED = 1;
    /** The command line itself is wrong; nothing was sent. */
    public static final int USAGE = 2;
    /** Not signed in, or signed in without the right. */
    public static final int DENIED = 3;
    /** No usable answer: connection refused or lost, or the part behind the gateway is down. */
    public static final int UNREACHABLE = 4;
    /** Accepted work ended badly or not in time, or a proof did not verify. */
    public static final int FAILED = 5;

    private ExitCodes() {}
}
