package io.keywright.core.archive;

import io.keywright.core.journal.StoreException;

/** The archive could not read or write, or holds what it should not. The message is for the log, never for a caller. */
public final class ArchiveException extends StoreException {

    private static final String NAME = "archive";

    private final boolean conflict;

    private ArchiveException(String message, Throwable cause) {
        super(NAME, message, cause);
        this.conflict = false;
    }

    private ArchiveException(String message, boolean conflict) {
        super(NAME, message);
        this.conflict = conflict;
    }

    /** It does not answer as it should; that may pass. */
    public static ArchiveException unavailable(String message, Throwable cause) {
        return new ArchiveException(message, cause);
    }

    /** What it must hold is not there; that may pass. */
    public static ArchiveException absent(String message) {
        return new ArchiveException(message, false);
    }

    /** It holds something else than it must; that does not pass by itself. */
    public static ArchiveException conflict(String message) {
        return new ArchiveException(message, true);
    }

    /** Whether somebody has to look at it. */
    public boolean conflict() {
        return conflict;
    }
}
