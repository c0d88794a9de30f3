package io.tidemark.node.console;

import java.util.UUID;

/** Decides who may use a guest's console here. Not being able to decide refuses. Thread-safe. */
public interface ConsoleTickets {
    /** The answer to one ticket. */
    sealed interface Verdict {
        /** @param subject the opaque id of who asked */
        record Granted(String subject) implements Verdict {}

        record Refused(String reason) implements Verdict {}
    }

    /** Uses the ticket up; the same one is refused ever after. */
    Verdict redeem(String ticket, UUID vmId);
}
