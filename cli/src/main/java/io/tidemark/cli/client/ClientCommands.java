package io.tidemark.cli.client;

import io.tidemark.cli.client.access.AccessCommand;
import io.tidemark.cli.client.audit.AuditCommand;
import io.tidemark.cli.client.events.EventsCommand;
import io.tidemark.cli.client.image.ImageCommand;
import io.tidemark.cli.client.login.CompletionCommand;
import io.tidemark.cli.client.login.LoginCommand;
import io.tidemark.cli.client.login.LogoutCommand;
import io.tidemark.cli.client.login.WhoamiCommand;
import io.tidemark.cli.client.memory.MemoryCommand;
import io.tidemark.cli.client.network.NetworkCommand;
import io.tidemark.cli.client.network.PortCommand;
import io.tidemark.cli.client.node.NodeCommand;
import io.tidemark.cli.client.operation.OperationCommand;
import io.tidemark.cli.client.parked.ParkedCommand;
import io.tidemark.cli.client.process.ProcessCommand;
import io.tidemark.cli.client.reconcile.ReconcileCommand;
import io.tidemark.cli.client.rehearsal.RehearseCommand;
import io.tidemark.cli.client.relay.RelayCommand;
import io.tidemark.cli.client.view.ViewCommand;
import io.tidemark.cli.client.vm.VmCommand;
import io.tidemark.cli.client.whatif.WhatIfCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The client's top commands. */
public final class ClientCommands {
    private static final String COMPLETION = "completion";
    private static final String REHEARSE = "rehearse";

    private static final Map<String, Class<?>> BY_NAME = byName();

    private ClientCommands() {}

    /** Their classes, in the order of the help. */
    public static List<Class<?>> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** Whether the command line names one client command, so that no other command needs to be read. */
    public static boolean own(String... args) {
        return args.length > 0 && !args[0].equals(COMPLETION) && BY_NAME.containsKey(args[0]);
    }

    /**
     * Registers what this command line needs. Reading the annotations of every command takes longer than anything
     * else at start-up, so when the first word names one client command, only that one is read; otherwise (help,
     * completion, a typing error to suggest for) all are.
     *
     * @param root must not have these commands yet
     * @param args the command line
     */
    public static void register(CommandLine root, String... args) {
        if (own(args)) {
            root.addSubcommand(BY_NAME.get(args[0]));
        } else if (args.length > 0 && args[0].equals(REHEARSE)) {
            root.addSubcommand(RehearseCommand.class);
        } else if (args.length == 0 || !root.getSubcommands().containsKey(args[0])) {
            all().forEach(root::addSubcommand);
        }
    }

    private static Map<String, Class<?>> byName() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("login", LoginCommand.class);
        commands.put("logout", LogoutCommand.class);
        commands.put("whoami", WhoamiCommand.class);
        commands.put("vm", VmCommand.class);
        commands.put("image", ImageCommand.class);
        commands.put("node", NodeCommand.class);
        commands.put("network", NetworkCommand.class);
        commands.put("port", PortCommand.class);
        commands.put("memory", MemoryCommand.class);
        commands.put("operation", OperationCommand.class);
        commands.put("process", ProcessCommand.class);
        commands.put("reconcile", ReconcileCommand.class);
        commands.put("events", EventsCommand.class);
        commands.put("audit", AuditCommand.class);
        commands.put("view", ViewCommand.class);
        commands.put("access", AccessCommand.class);
        commands.put("relay", RelayCommand.class);
        commands.put("parked", ParkedCommand.class);
        commands.put("what-if", WhatIfCommand.class);
        commands.put(COMPLETION, CompletionCommand.class);
        return commands;
    }
}
