package io.keywright.core.call;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings along, should it need an approval.
 *
 * @param token as it came; null if none did
 * @param requestDigest of the very request, see {@link RequestDigest}; computed only if it matters
 */
public record PresentedApproval(@Nullable String token, Supplier<byte[]> requestDigest) {

    static final PresentedApproval NONE = new PresentedApproval(null, () -> new byte[0]);

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return token == null ? "PresentedApproval[nothing]" : "PresentedApproval[a token]";
    }
}
