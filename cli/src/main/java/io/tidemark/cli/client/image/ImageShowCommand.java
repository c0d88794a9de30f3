package io.tidemark.cli.client.image;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide image show}. */
@Command(
        name = "show",
        description = "Show one image.",
        footerHeading = "%nExample:%n",
        footer = "  tide image show tiny")
public final class ImageShowCommand extends LookingCommand {
    @Parameters(paramLabel = "IMAGE", description = "Name or id.")
    private String image = "";

    @Override
    protected int run() {
        ApiClient api = api();
        String id = new References(api).forReading(ObjectKind.IMAGE, image);
        output().one(api.get(ObjectKind.IMAGE.one(id)), ImageView.SHEET);
        return ExitCodes.OK;
    }
}
