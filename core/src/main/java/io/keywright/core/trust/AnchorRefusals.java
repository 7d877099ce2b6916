package io.keywright.core.trust;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;

/** What is said where a scope's trust anchors are not as the caller thinks. */
final class AnchorRefusals {

    private AnchorRefusals() {}

    static KeywrightException there() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Leave it as it is; the scope trusts this certificate already.",
                Map.of("reason", "anchor_exists"));
    }

    static KeywrightException tooMany(int most) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Retire an anchor first; a scope has " + most + " at the most.",
                Map.of("reason", "too_many_anchors"));
    }

    static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such trust anchor in your scope; list them with GET /kms/v1/trust-anchors.",
                Map.of("reason", "trust_anchor_not_found"));
    }
}
