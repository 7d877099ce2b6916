package io.keywright.verifier.terminal;

/** A command cannot do what it was asked for. The message is for the person at the terminal and says what to do. */
public final class CommandFailed extends RuntimeException {

    private final ExitCode exitCode;

    private CommandFailed(ExitCode exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** It did not work, or is not as it should be: {@link ExitCode#FAILED}. */
    public static CommandFailed because(String message) {
        return new CommandFailed(ExitCode.FAILED, message);
    }

    /** What the command was given cannot be used: {@link ExitCode#MISUSED}. */
    public static CommandFailed badInput(String message) {
        return new CommandFailed(ExitCode.MISUSED, message);
    }

    /** The service was not reached, or cannot do it now: {@link ExitCode#UNANSWERED}. */
    public static CommandFailed unanswered(String message) {
        return new CommandFailed(ExitCode.UNANSWERED, message);
    }

    /** What the command ends with. */
    public int exitCode() {
        return exitCode.code();
    }

    /** The message, sure to be there. */
    public String advice() {
        return String.valueOf(getMessage());
    }
}
