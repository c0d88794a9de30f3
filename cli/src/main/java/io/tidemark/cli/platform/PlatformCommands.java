package io.tidemark.cli.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The commands about the platform on this machine. */
public final class PlatformCommands {
    private static final Map<String, Class<?>> BY_NAME = byName();

    private PlatformCommands() {}

    /** Registers the command that the first word names; all of them if it names none, for help and completion. */
    public static void register(CommandLine root, String... args) {
        Class<?> only = args.length == 0 ? null : BY_NAME.get(args[0]);
        if (only != null) {
            root.addSubcommand(only);
        } else {
            BY_NAME.values().forEach(root::addSubcommand);
        }
    }

    private static Map<String, Class<?>> byName() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("up", UpCommand.class);
        commands.put("down", DownCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("logs", LogsCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("test", TestCommand.class);
        commands.put("supervise", SuperviseCommand.class);
        return commands;
    }
}
