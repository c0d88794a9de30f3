package io.tidemark.cli.client.login;

import io.tidemark.cli.client.outcome.ExitCodes;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tide completion}. */
@Command(
        name = "completion",
        description = "Print a script that teaches bash or zsh to complete this command's words.",
        footerHeading = "%nExamples: for this shell; for every new one%n",
        footer = {"  source <(tide completion)", "  tide completion > /etc/bash_completion.d/tide"})
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Override
    public Integer call() {
        CommandSpec root = Objects.requireNonNull(spec, "picocli gives the spec before it calls")
                .root();
        var out = root.commandLine().getOut();
        out.print(AutoComplete.bash(root.name(), root.commandLine()));
        out.flush();
        return ExitCodes.OK;
    }
}
