package io.keywright.verifier.terminal;

/** What the code means that a command ends with. Scripts rely on it: a code that is here keeps its meaning. */
public enum ExitCode {
    DONE(0, "done; of checks and signatures, all is right"),
    FAILED(1, "it failed or was refused, or what was checked is wrong"),
    MISUSED(2, "what the command was given cannot be used: an option, a file, an address"),
    UNVOUCHED(3, "of checks: nothing is wrong, but no key was given that is trusted, so nothing is proved"),
    UNANSWERED(4, "the service was not reached, or cannot do it now; the same command may succeed later");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** What the process ends with. */
    public int code() {
        return code;
    }

    /** The same for a person. */
    public String meaning() {
        return meaning;
    }
}
