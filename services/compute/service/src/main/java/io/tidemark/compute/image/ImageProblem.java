package io.tidemark.compute.image;

import io.tidemark.problems.ProblemCode;

/** The refusals of images. */
public enum ImageProblem implements ProblemCode {
    IMAGE_INVALID(400, Category.CALLERS_MISTAKE, "The upload is no image that can be used"),
    IMAGE_NOT_FOUND(404, Category.CALLERS_MISTAKE, "There is no such image"),
    IMAGE_EXISTS(409, Category.CONFLICT, "An image with this id exists"),
    IMAGE_IN_USE(409, Category.CONFLICT, "Virtual machines have disks on this image"),
    IMAGE_TOO_LARGE(413, Category.CALLERS_MISTAKE, "The image is larger than is allowed"),
    DATASTORE_FULL(507, Category.NO_CAPACITY, "The datastore has no room for the image");

    private final int status;
    private final Category category;
    private final String title;

    ImageProblem(int status, Category category, String title) {
        this.status = status;
        this.category = category;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String title() {
        return title;
    }
}
