package io.tidemark.compute.image;

import io.tidemark.compute.image.ImageEvent.ImageDeleted;
import io.tidemark.compute.image.ImageEvent.ImageImported;
import io.tidemark.testkit.DeciderSpec;
import io.tidemark.units.MemorySize;
import org.junit.jupiter.api.Test;

class ImageDeciderTest {
    private static final ImageId IMAGE = new ImageId("image-1");
    private static final MemorySize SIZE = MemorySize.ofMebibytes(1);
    private static final ImageImported IMPORTED =
            new ImageImported(IMAGE, "acme", "tiny", "raw", "/images/image-1.raw", SIZE, SIZE, "00");

    private final DeciderSpec<ImageCommand, Image, ImageEvent> spec = DeciderSpec.of(new ImageDecider(IMAGE));

    private static Image.Content content(String name) {
        return new Image.Content("acme", name, "raw", "/images/image-1.raw", SIZE, SIZE, "00");
    }

    @Test
    void an_image_is_imported_once() {
        spec.given()
                .when(new ImageCommand.Import(content("tiny")))
                .then(IMPORTED)
                .leaving(new Image.Present(content("tiny")));
        spec.given(IMPORTED).when(new ImageCommand.Import(content("tiny"))).thenRejected(ImageProblem.IMAGE_EXISTS);
        spec.given(IMPORTED, new ImageDeleted(IMAGE))
                .when(new ImageCommand.Import(content("tiny")))
                .thenRejected(ImageProblem.IMAGE_EXISTS);
    }

    @Test
    void a_name_has_1_to_100_characters() {
        spec.given().when(new ImageCommand.Import(content(" "))).thenRejected(ImageProblem.IMAGE_INVALID);
        spec.given().when(new ImageCommand.Import(content("x".repeat(101)))).thenRejected(ImageProblem.IMAGE_INVALID);
    }

    @Test
    void it_is_deleted_once() {
        spec.given(IMPORTED)
                .when(new ImageCommand.Delete())
                .then(new ImageDeleted(IMAGE))
                .leaving(new Image.Deleted());
        spec.given(IMPORTED, new ImageDeleted(IMAGE))
                .when(new ImageCommand.Delete())
                .thenNothing();
        spec.given().when(new ImageCommand.Delete()).thenRejected(ImageProblem.IMAGE_NOT_FOUND);
    }
}
