package io.tidemark.cli.client.image;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide image}. */
@Command(
        name = "image",
        description = "Images that virtual machines boot from: qcow2, raw and ISO files.",
        subcommands = {
            ImageImportCommand.class,
            ImageListCommand.class,
            ImageShowCommand.class,
            ImageDeleteCommand.class
        })
public final class ImageCommand extends GroupCommand {}
