package io.tidemark.cli;

import io.tidemark.cli.client.ClientCommands;
import io.tidemark.cli.platform.PlatformCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tide}: the one entry point of Tidemark. */
@Command(
        name = "tide",
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {"Tidemark: virtual machines, and a record of everything that happens to them.", ""},
        footerHeading = "%nFirst steps:%n",
        footer = {
            "  ./tide up               start a platform on this machine",
            "  ./tide login            sign in",
            "  ./tide vm create --help make a machine",
            "  ./tide COMMAND --help   what a command takes"
        })
public final class Tide implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "tide: say what to do");
    }

    /** The whole command line, with the commands that these arguments can mean. */
    public static CommandLine commandLine(String... args) {
        CommandLine root = new CommandLine(new Tide());
        PlatformCommands.register(root, args);
        ClientCommands.register(root, args);
        return root.setCaseInsensitiveEnumValuesAllowed(true);
    }

    static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }
}
