package io.tidemark.compute.image;

/** What can be asked of an image. */
public sealed interface ImageCommand {
    /** Its bytes are complete on the datastore and were probed. */
    record Import(Image.Content content) implements ImageCommand {}

    record Delete() implements ImageCommand {}
}
