package io.tidemark.cli.client.outcome;

/** Ends a command: the message is the one line a person reads, the exit code is what a script reads. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static CommandFailure refused(String message) {
        return new CommandFailure(ExitCodes.REFUSED, message);
    }

    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCodes.USAGE, message);
    }

    public static CommandFailure denied(String message) {
        return new CommandFailure(ExitCodes.DENIED, message);
    }

    public static CommandFailure unreachable(String message) {
        return new CommandFailure(ExitCodes.UNREACHABLE, message);
    }

    public static CommandFailure unreachable(String message, Throwable cause) {
        return new CommandFailure(ExitCodes.UNREACHABLE, message, cause);
    }

    public static CommandFailure failed(String message) {
        return new CommandFailure(ExitCodes.FAILED, message);
    }

    /** One of {@link ExitCodes}. */
    public int exitCode() {
        return exitCode;
    }
}
