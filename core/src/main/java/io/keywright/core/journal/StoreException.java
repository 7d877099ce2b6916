package io.keywright.core.journal;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;

/** The store, or what it keeps elsewhere, could not read or write. The message is for the log; it never reaches a caller. */
public class StoreException extends Exception {

    private static final String STORE = "store";

    private final String dependency;

    public StoreException(String message, Throwable cause) {
        this(STORE, message, cause);
    }

    public StoreException(String message) {
        this(STORE, message);
    }

    /** @param dependency what a caller is told that failed */
    protected StoreException(String dependency, String message, Throwable cause) {
        super(message, cause);
        this.dependency = dependency;
    }

    /** @param dependency what a caller is told that failed */
    protected StoreException(String dependency, String message) {
        super(message);
        this.dependency = dependency;
    }

    /** What a caller is told of it. */
    public KeywrightException asRefusal() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The " + dependency + " cannot serve right now; try again.",
                Map.of("dependency", dependency),
                this);
    }
}
