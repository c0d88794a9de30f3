package io.tidemark.cli.client.command;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.session.Connection;
import io.tidemark.cli.client.surroundings.Surroundings;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every client command has: a connection, its help, and one way to end. */
@Command(
        usageHelpAutoWidth = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused by the platform",
            "2:wrong command line; nothing was sent",
            "3:not signed in, or denied",
            "4:the platform is not reachable",
            "5:the operation failed or did not end in time, or a proof did not verify"
        })
public abstract class ClientCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConnectionOptions connectionOptions = new ConnectionOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 99,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    private @Nullable Surroundings surroundings;
    private @Nullable Connection connection;

    /** @return an exit code */
    protected abstract int run();

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (Tried shown) {
            return ExitCodes.OK;
        } catch (CommandFailure failure) {
            boolean usage = failure.exitCode() == ExitCodes.USAGE;
            err().println("tide: " + failure.getMessage()
                    + (usage ? "; see: " + spec().qualifiedName() + " --help" : ""));
            err().flush();
            return failure.exitCode();
        }
    }

    /** Puts the command somewhere else than into this process's surroundings, before it runs. */
    final void placeIn(Surroundings elsewhere) {
        this.surroundings = elsewhere;
    }

    protected final Surroundings surroundings() {
        Surroundings known = surroundings;
        if (known == null) {
            known = Surroundings.ofThisProcess();
            surroundings = known;
        }
        return known;
    }

    protected final Connection connection() {
        Connection known = connection;
        if (known == null) {
            known = connectionOptions.connect(surroundings());
            connection = known;
        }
        return known;
    }

    /** The platform as the signed-in user. */
    protected ApiClient api() {
        return connection().client();
    }

    protected final CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli gives the spec before it calls");
    }

    protected final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    protected final PrintWriter err() {
        return spec().commandLine().getErr();
    }
}
