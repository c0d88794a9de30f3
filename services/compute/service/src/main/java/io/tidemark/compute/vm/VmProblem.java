package io.tidemark.compute.vm;

import io.tidemark.problems.ProblemCode;

/** The refusals of virtual machines. */
public enum VmProblem implements ProblemCode {
    VM_INVALID(400, Category.CALLERS_MISTAKE, "The virtual machine cannot be made like this"),
    VM_NOT_FOUND(404, Category.CALLERS_MISTAKE, "There is no such virtual machine"),
    VM_ALREADY_EXISTS(409, Category.CONFLICT, "A virtual machine with this id exists"),
    VM_BUSY(409, Category.CONFLICT, "The virtual machine is in the middle of another operation"),
    VM_NOT_RUNNING(409, Category.CONFLICT, "The virtual machine is not running"),
    VM_PAUSED(409, Category.CONFLICT, "The guest stands still; it must be resumed for this"),
    VM_NOT_STOPPED(409, Category.CONFLICT, "The virtual machine must be stopped for this"),
    VM_DELETED(409, Category.CONFLICT, "The virtual machine is deleted; it can be undeleted"),
    VM_NOT_DELETED(409, Category.CONFLICT, "The virtual machine is not deleted"),
    VM_BEING_REMOVED(409, Category.CONFLICT, "The virtual machine is being removed for good"),
    VM_BROKEN(409, Category.CONFLICT, "The virtual machine could not be provisioned; it can only be deleted"),
    NOT_AS_ASKED(409, Category.CONFLICT, "The guest is not as it was asked to be"),
    CANCELLED(409, Category.CONFLICT, "The operation was cancelled"),
    NOT_CANCELLABLE(409, Category.CONFLICT, "The operation has ended, or a node is at work on it"),
    NOTHING_AWAITED(409, Category.CONFLICT, "Nothing is under way that could be asked for again"),
    IMAGE_MISSING(409, Category.CONFLICT, "The image is not in the library"),
    NO_NODE(507, Category.NO_CAPACITY, "No node can run the virtual machine"),
    NETWORK_DID_NOT_ANSWER(504, Category.OUR_FAULT, "The network service gave no port in time"),
    GRANTS_DID_NOT_COME(504, Category.OUR_FAULT, "Memory or port were not granted in time"),
    NOT_GIVEN_BACK(504, Category.OUR_FAULT, "What was taken was not given back in time"),
    NODE_DID_NOT_ANSWER(504, Category.OUR_FAULT, "The node did not carry out the directive in time");

    private final int status;
    private final Category category;
    private final String title;

    VmProblem(int status, Category category, String title) {
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
