package io.tidemark.cli.client.process;

import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide process list}. */
@Command(
        name = "list",
        description = "List processes, of one state or of one virtual machine.",
        footerHeading = "%nExamples:%n",
        footer = {"  tide process list --state stuck", "  tide process list --vm $(tide vm show web1 -q)"})
public final class ProcessListCommand extends ListingCommand {
    enum State {
        RUNNING,
        WAITING,
        COMPENSATING,
        STUCK,
        ENDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are ${COMPLETION-CANDIDATES}. Default: all.")
    private @Nullable State state;

    @Option(names = "--vm", paramLabel = "VM", description = "Only those of this virtual machine, by id.")
    private @Nullable String vm;

    @Override
    protected int run() {
        ApiPath processes = ProcessView.all()
                .with("state", state == null ? null : state.toString())
                .with("vmId", vm);
        output().list(api().list(processes, limit()), ProcessView.TABLE, "No processes.");
        return ExitCodes.OK;
    }
}
