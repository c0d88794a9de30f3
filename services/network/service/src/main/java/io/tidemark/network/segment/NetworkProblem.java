package io.tidemark.network.segment;

import io.tidemark.problems.ProblemCode;

/** The refusals of networks and ports. */
public enum NetworkProblem implements ProblemCode {
    NETWORK_INVALID(400, Category.CALLERS_MISTAKE, "The network cannot be made like this"),
    NETWORK_NOT_FOUND(404, Category.CALLERS_MISTAKE, "There is no such network"),
    NETWORK_EXISTS(409, Category.CONFLICT, "The tenant has a network of this name"),
    NETWORK_FULL(507, Category.NO_CAPACITY, "The network has no free address"),
    PORT_NOT_FOUND(404, Category.CALLERS_MISTAKE, "There is no such port"),
    PORT_RELEASED(409, Category.CONFLICT, "The port was given back"),
    SHAPE_INVALID(400, Category.CALLERS_MISTAKE, "The traffic shape contradicts itself");

    private final int status;
    private final Category category;
    private final String title;

    NetworkProblem(int status, Category category, String title) {
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
