package io.tidemark.cli.client.image;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tide image delete}. */
@Command(
        name = "delete",
        description = "Delete an image. Virtual machines made from it keep their disks.",
        footerHeading = "%nExample:%n",
        footer = "  tide image delete $(tide image show old-tiny -q)")
public final class ImageDeleteCommand extends WritingCommand {
    private static final View DELETED = View.identifiedBy("id").column("deleted", Cell.text("id"));

    @Parameters(paramLabel = "IMAGE", description = "The image's id.")
    private String image = "";

    @Override
    protected int run() {
        ApiClient api = api();
        String id = new References(api).forWriting(ObjectKind.IMAGE, image, spec().qualifiedName());
        write(api, api.request("DELETE", ObjectKind.IMAGE.one(id)));
        output().one(Json.object().put("id", id), DELETED);
        return ExitCodes.OK;
    }
}
