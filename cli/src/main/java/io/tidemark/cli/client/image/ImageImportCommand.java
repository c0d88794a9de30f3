package io.tidemark.cli.client.image;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.command.TenantOption;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide image import}. */
@Command(
        name = "import",
        description = "Upload a qcow2, raw or ISO file. The platform finds out which it is by looking into it.",
        footerHeading = "%nExamples:%n",
        footer = {"  tide image import debian-12.qcow2", "  tide image import tiny.raw --name tiny --public"})
public final class ImageImportCommand extends WritingCommand {
    @Parameters(paramLabel = "FILE", description = "The file to upload.")
    private Path file = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call it. Default: the file's name without its ending.")
    private @Nullable String name;

    @Mixin
    private TenantOption tenant = new TenantOption();

    @Option(names = "--public", description = "For every tenant.")
    private boolean everybody;

    @Override
    protected int run() {
        long bytes = sizeOf(file);
        ApiClient api = api();
        ApiPath path = ObjectKind.IMAGE.collection().with("name", nameOfImage());
        if (!everybody) {
            path = path.with("tenantId", new References(api).tenant(tenant.named(surroundings())));
        }
        if (surroundings().terminal() && output().isForPeople()) {
            err().println("Uploading " + file + ", " + Words.size(bytes) + " ...");
            err().flush();
        }
        output().one(write(api, api.request("POST", path).file(file)).body(), ImageView.SHEET);
        return ExitCodes.OK;
    }

    private String nameOfImage() {
        String given = name;
        return given != null ? given : file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    }

    private static long sizeOf(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return Files.size(file);
            }
        } catch (IOException unreadable) {
            throw CommandFailure.usage("cannot read " + file + ": " + unreadable.getMessage());
        }
        throw CommandFailure.usage("no readable file: " + file);
    }
}
