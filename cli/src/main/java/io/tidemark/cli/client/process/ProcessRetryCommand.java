package io.tidemark.cli.client.process;

import picocli.CommandLine.Command;

/** {@code tide process retry}. */
@Command(
        name = "retry",
        description = {
            "Ask once more for what the process waits for, with a deadline of its own. Whoever has done it already",
            "does nothing; a host tells again what it has."
        },
        footerHeading = "%nExample:%n",
        footer = "  tide process retry 5a0c2f7e-8d1b-4a63-b4a5-1f1de8f0c9aa")
public final class ProcessRetryCommand extends ProcessDeciding {
    @Override
    protected int run() {
        return decide("retry");
    }
}
