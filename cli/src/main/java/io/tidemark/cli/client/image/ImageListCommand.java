package io.tidemark.cli.client.image;

import io.tidemark.cli.client.command.ListingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;

/** {@code tide image list}. */
@Command(
        name = "list",
        description = "List the images you may boot.",
        footerHeading = "%nExample:%n",
        footer = "  tide image list")
public final class ImageListCommand extends ListingCommand {
    @Override
    protected int run() {
        output().list(
                        api().list(ObjectKind.IMAGE.collection(), limit()),
                        ImageView.TABLE,
                        "No images; import one: tide image import FILE");
        return ExitCodes.OK;
    }
}
