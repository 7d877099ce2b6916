package io.keywright.core.backup;

import org.jspecify.annotations.Nullable;

/** A backup cannot be made, or is not what it must be. The message says what to do. */
public final class BackupException extends Exception {

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
