package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide vm}. */
@Command(
        name = "vm",
        description =
                "Virtual machines: create, look at, start, stop, pause, resume, reset, reboot, rename, delete, undelete; talk to their console.",
        subcommands = {
            VmCreateCommand.class,
            VmListCommand.class,
            VmShowCommand.class,
            VmDiffCommand.class,
            VmStartCommand.class,
            VmStopCommand.class,
            VmPauseCommand.class,
            VmResumeCommand.class,
            VmResetCommand.class,
            VmRebootCommand.class,
            VmRenameCommand.class,
            VmDeleteCommand.class,
            VmUndeleteCommand.class,
            VmConsoleCommand.class
        })
public final class VmCommand extends GroupCommand {}
