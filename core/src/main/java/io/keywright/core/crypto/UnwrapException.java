package io.keywright.core.crypto;

/**
 * A wrapped key does not open: blob, wrapping key and binding do not belong together, or the blob is damaged or of an
 * unknown version. Which of these it is stays unsaid on purpose.
 */
public final class UnwrapException extends RuntimeException {
    public UnwrapException() {
        super("the wrapped key does not open with this root key and binding", null, false, true);
    }
}
