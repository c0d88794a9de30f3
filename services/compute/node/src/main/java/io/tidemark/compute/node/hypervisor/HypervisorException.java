package io.tidemark.compute.node.hypervisor;

import io.tidemark.compute.node.Action;

/** A call to the hypervisor that did not do what was asked. */
public final class HypervisorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the caller can conclude. */
    public enum Category {
        /** Not answered: what was asked may have happened, may still happen, or may never. Look before acting again. */
        UNREACHABLE,
        /** Answered with no: nothing of what was asked remains. */
        REFUSED,
        /** There is no such domain. */
        ABSENT
    }

    private final Category category;
    private final transient Action action;

    public HypervisorException(Category category, Action action, Throwable cause) {
        super(action.call() + " for " + action.target() + ": " + action.outcome(), cause);
        this.category = category;
        this.action = action;
    }

    public HypervisorException(Category category, Action action) {
        super(action.call() + " for " + action.target() + ": " + action.outcome());
        this.category = category;
        this.action = action;
    }

    public Category category() {
        return category;
    }

    /** The failed call, for the causal trace; its outcome is the hypervisor's own words. */
    public Action action() {
        return action;
    }
}
