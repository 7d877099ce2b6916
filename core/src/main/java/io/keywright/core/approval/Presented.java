package io.keywright.core.approval;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings along for its approval.
 *
 * @param token as it came; null if none did
 * @param requestDigest the digest of the very request, computed only if it matters
 */
public record Presented(@Nullable String token, Supplier<byte[]> requestDigest) {

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return token == null ? "Presented[nothing]" : "Presented[a token]";
    }
}
