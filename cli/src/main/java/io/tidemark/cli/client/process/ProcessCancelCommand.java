package io.tidemark.cli.client.process;

import picocli.CommandLine.Command;

/** {@code tide process cancel}. */
@Command(
        name = "cancel",
        description =
                "Give up a creation or a start that no host was told of yet. What was taken for it is given back.",
        footerHeading = "%nExample:%n",
        footer = "  tide process cancel 5a0c2f7e-8d1b-4a63-b4a5-1f1de8f0c9aa")
public final class ProcessCancelCommand extends ProcessDeciding {
    @Override
    protected int run() {
        return decide("cancel");
    }
}
