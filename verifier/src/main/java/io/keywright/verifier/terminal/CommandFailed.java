package io.keywright.verifier.terminal;

/** A command cannot do what it was asked for. The message is for the person at the terminal and says what to do. */
public final class CommandFailed extends RuntimeException {

    /** Something did not work, or was not as it should be. */
    public static final int FAILED = 1;

    /** What the command was given cannot be used. */
    public static final int USAGE = 2;

    /** Nothing is wrong, but no key was given that is trusted, so that nothing is proved. */
    public static final int NOBODY_VOUCHES = 3;

    private final int exitCode;

    private CommandFailed(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** Ends the command with exit code 1. */
    public static CommandFailed because(String message) {
        return new CommandFailed(FAILED, message);
    }

    /** Ends the command with exit code 2. */
    public static CommandFailed badInput(String message) {
        return new CommandFailed(USAGE, message);
    }

    public int exitCode() {
        return exitCode;
    }

    /** The message, sure to be there. */
    public String advice() {
        return String.valueOf(getMessage());
    }
}
