package io.tidemark.cli.client.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that only opens further commands. */
@Command(
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = "%nEach command explains itself, with an example: add --help.")
public abstract class GroupCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Override
    public final void run() {
        CommandSpec own = Objects.requireNonNull(spec, "picocli gives the spec before it runs");
        throw new ParameterException(own.commandLine(), own.qualifiedName() + ": a command is missing");
    }
}
