package io.keywright.core.journal;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;

/** The store could not read or write. The message is for the log; it never reaches a caller. */
public final class StoreException extends Exception {

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }

    /** What a caller is told of it. */
    public KeywrightException asRefusal() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The store cannot serve right now; try again.",
                Map.of("dependency", "store"),
                this);
    }
}
