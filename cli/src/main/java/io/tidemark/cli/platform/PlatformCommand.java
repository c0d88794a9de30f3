package io.tidemark.cli.platform;

import io.tidemark.launcher.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command about the platform on this machine has: its home, its help, and one way to fail. */
@Command(usageHelpAutoWidth = true, sortOptions = false, optionListHeading = "%nOptions:%n")
public abstract class PlatformCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The platform's directory (default: /var/lib/tidemark/default). "
                    + "Each directory is a platform of its own.")
    private Path home = Home.DEFAULT;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 99,
            description = "Show this help.")
    private boolean help;

    /** Answers the exit code. */
    abstract int run() throws IOException, InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        try {
            return run();
        } catch (Failure | IOException e) {
            out().flush();
            spec.commandLine().getErr().println("tide: " + e.getMessage());
            spec.commandLine().getErr().flush();
            return FAILED;
        }
    }

    final Home home() {
        return new Home(home);
    }

    final CommandSpec spec() {
        return spec;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
