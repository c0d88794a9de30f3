package io.tidemark.compute.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.authz.Authorizer;
import io.tidemark.compute.application.Commitments;
import io.tidemark.compute.application.ImageRow;
import io.tidemark.compute.application.Images;
import io.tidemark.compute.datastore.ImageFiles;
import io.tidemark.compute.image.Image;
import io.tidemark.compute.image.ImageCommand;
import io.tidemark.compute.image.ImageId;
import io.tidemark.compute.image.ImageProblem;
import io.tidemark.eventstore.Outcome;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.http.AsOf;
import io.tidemark.http.Between;
import io.tidemark.http.Caller;
import io.tidemark.http.Difference;
import io.tidemark.http.Differences;
import io.tidemark.http.PageRequest;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import io.tidemark.problems.RejectedException;
import io.tidemark.problems.Rejection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;

/** The image library. */
@Path("/api/compute/v1/images")
@Produces(MediaType.APPLICATION_JSON)
public class ImageResource {
    private static final String READ = "compute.image.read";
    private static final String IMPORT = "compute.image.import";

    private final Writes writes;
    private final Reads reads;
    private final Differences differences;
    private final View<ImageRow> view;
    private final Images images;
    private final ImageFiles files;
    private final Commitments users;
    private final Authorizer authorizer;
    private final Caller caller;

    public ImageResource(
            Writes writes,
            Reads reads,
            Differences differences,
            View<ImageRow> view,
            Images images,
            ImageFiles files,
            Commitments users,
            Authorizer authorizer,
            Caller caller) {
        this.writes = writes;
        this.reads = reads;
        this.differences = differences;
        this.view = view;
        this.images = images;
        this.files = files;
        this.users = users;
        this.authorizer = authorizer;
        this.caller = caller;
    }

    /** An image as shown; where its file is stays inside. */
    public record Shown(
            String id,
            String name,
            String tenantId,
            String format,
            long sizeBytes,
            long virtualSizeBytes,
            String sha256,
            Optional<Instant> createdAt) {}

    /** The image that was deleted. */
    public record Deleted(String id) {}

    @GET
    @Operation(
            operationId = "listImages",
            summary = "The images that the caller may use, filtered by name, tenantId or format")
    public Uni<Page<Shown>> list(@BeanParam PageRequest asked) {
        return reads.page(view, READ, asked, "name", "tenantId", "format").map(page -> page.map(ImageResource::shown));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showImage", summary = "One image")
    public Uni<Shown> show(String id, @BeanParam AsOf asked) {
        return reads.one(view, id, READ, asked).map(ImageResource::shown);
    }

    private static Shown shown(ImageRow row) {
        return new Shown(
                row.id(),
                row.name(),
                row.tenantId(),
                row.format(),
                row.sizeBytes(),
                row.virtualSizeBytes(),
                row.sha256(),
                Optional.of(row.createdAt()));
    }

    @GET
    @Path("{id}/diff")
    @Operation(operationId = "diffImage", summary = "What became of the image between two moments, and by which events")
    public Uni<Difference> diff(String id, @BeanParam Between asked) {
        return differences.of(view, id, READ, asked, ImageResource::shown);
    }

    /**
     * Receives on a worker, because files block; decides where the database session may live. A dry run receives and
     * probes the file as well, and drops it.
     */
    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Blocking
    @Operation(operationId = "importImage", summary = "Imports a qcow2, raw or ISO file; its format is probed")
    @APIResponseSchema(value = Shown.class, responseCode = "201")
    public Uni<Response> upload(@RestQuery String name, @RestQuery Optional<String> tenantId, InputStream bytes) {
        Context context = Vertx.currentContext();
        boolean dryRun = caller.dryRun();
        ImageId id = new ImageId(UUID.randomUUID().toString());
        String tenant = tenantId.map(text -> UUID.fromString(text).toString()).orElse("");
        String path = Images.path(tenant, id);
        Optional<Rejection> denied = authorizer.refusal(caller.subject(), IMPORT, path);
        Uni<Response> answer;
        if (denied.isPresent()) {
            answer = refuse(path, denied.get());
        } else {
            answer = receive(id, tenant, Optional.ofNullable(name).orElse(""), path, bytes, dryRun);
        }
        return answer.runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()));
    }

    private Uni<Response> receive(
            ImageId id, String tenant, String name, String path, InputStream bytes, boolean dryRun) {
        Image.Content content;
        try {
            content = files.receive(id, tenant, name, bytes);
        } catch (RejectedException e) {
            return refuse(path, e.rejection());
        }
        Shown reply = new Shown(
                id.value(),
                name,
                tenant,
                content.format(),
                content.sizeBytes().bytes(),
                content.virtualSizeBytes().bytes(),
                content.sha256(),
                Optional.empty());
        return writes.perform(new Write(
                        "import-image",
                        IMPORT,
                        path,
                        "new",
                        Map.of("name", name, "tenantId", tenant, "sha256", content.sha256()),
                        Write.Reply.created("/api/compute/v1/images/" + id, reply),
                        (cause, companions) ->
                                images.handle(id, path, new ImageCommand.Import(content), cause, companions)))
                .call(response -> !dryRun && response.getEntity() instanceof String body && body.contains(id.value())
                        ? Uni.createFrom().voidItem()
                        : discard(content))
                .onFailure()
                .call(() -> discard(content));
    }

    /** A dry run, the same upload again under the same key, or a refusal: these bytes belong to nothing. */
    private Uni<Void> discard(Image.Content content) {
        return blocking(() -> files.delete(java.nio.file.Path.of(content.file())));
    }

    private static Uni<Void> blocking(Runnable work) {
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(work)
                .emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    private Uni<Response> refuse(String path, Rejection reason) {
        return Uni.createFrom().deferred(() -> writes.refuse("import-image", "new", path, reason));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteImage", summary = "Deletes an image that no virtual machine uses")
    @APIResponseSchema(value = Deleted.class, responseCode = "200")
    public Uni<Response> delete(String id) {
        Write.Request asked = new Write.Request("delete-image", id, "");
        return writes.performOn(
                view,
                asked,
                new Rejection(ImageProblem.IMAGE_NOT_FOUND, "no image has the id " + id),
                row -> delete(asked, row));
    }

    private Uni<Response> delete(Write.Request asked, Views.Row<ImageRow> row) {
        ImageId id = new ImageId(asked.target());
        boolean dryRun = caller.dryRun();
        return writes.perform(new Write(
                        asked,
                        "compute.image.delete",
                        row.objectPath(),
                        Write.Reply.done(new Deleted(id.value())),
                        (cause, companions) -> users.usersOfImage(id.value())
                                .chain(count -> count > 0
                                        ? Uni.createFrom().item(inUse(id, count))
                                        : images.handle(
                                                id, row.objectPath(), new ImageCommand.Delete(), cause, companions))))
                .call(() -> dryRun
                        ? Uni.createFrom().voidItem()
                        : blocking(() ->
                                files.delete(java.nio.file.Path.of(row.body().file()))));
    }

    private static Outcome<Image> inUse(ImageId id, long count) {
        return new Outcome.Refused<>(
                new Rejection(ImageProblem.IMAGE_IN_USE, count + " virtual machines have their disk on " + id));
    }
}
