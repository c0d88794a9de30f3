package io.tidemark.compute.image;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.compute.image.Image.*;
import io.tidemark.compute.image.ImageEvent.*;
import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;

/** One image's life: imported once, deleted once. */
public final class ImageDecider implements Decider<ImageCommand, Image, ImageEvent> {
    private static final int LONGEST_NAME = 100;
    private final ImageId id;

    public ImageDecider(ImageId id) {
        this.id = id;
    }

    private record Row(Image state, ImageCommand command) {}

    private record Step(Image state, ImageEvent event) {}

    @Override
    public Image initial() {
        return new Absent();
    }

    @Override
    public Decision<ImageEvent> decide(Image state, ImageCommand command) {
        return switch (new Row(state, command)) {
            case Row(Absent _, ImageCommand.Import(Content c))
            when c.name().isBlank() || c.name().length() > LONGEST_NAME ->
                reject(ImageProblem.IMAGE_INVALID, "a name has 1 to " + LONGEST_NAME + " characters");
            case Row(Absent _, ImageCommand.Import(Content c)) ->
                accept(new ImageImported(
                        id,
                        c.tenantId(),
                        c.name(),
                        c.format(),
                        c.file(),
                        c.sizeBytes(),
                        c.virtualSizeBytes(),
                        c.sha256()));
            case Row(Image _, ImageCommand.Import _) -> reject(ImageProblem.IMAGE_EXISTS, id + " exists");
            case Row(Present _, ImageCommand.Delete _) -> accept(new ImageDeleted(id));
            case Row(Deleted _, ImageCommand.Delete _) -> nothing();
            case Row(Absent _, ImageCommand.Delete _) ->
                reject(ImageProblem.IMAGE_NOT_FOUND, "no image has the id " + id);
        };
    }

    @Override
    public Image evolve(Image state, ImageEvent event) {
        return switch (new Step(state, event)) {
            case Step(Absent _, ImageImported e) ->
                new Present(new Content(
                        e.tenantId(), e.name(), e.format(), e.file(), e.sizeBytes(), e.virtualSizeBytes(), e.sha256()));
            case Step(Present _, ImageDeleted _) -> new Deleted();
            case Step(Image s, ImageEvent e) -> throw new IllegalStateException(e + " cannot follow " + s);
        };
    }
}
