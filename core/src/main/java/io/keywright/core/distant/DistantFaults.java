package io.keywright.core.distant;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.DistantKey;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.util.Map;

/** What callers are told of key pairs that their provider does not make or use. */
final class DistantFaults {

    private static final String DOCS = "docs/setup/KMS_TROUBLESHOOTING.md";

    private DistantFaults() {}

    static KeywrightException notServed(DistantKey key, RootProviderException cause) {
        String reason = cause.reason().wireName();
        boolean refusal = cause.reason().refusal();
        KeywrightException told = new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The provider that holds the key "
                        + (refusal
                                ? "refuses (" + reason + "): ask whoever runs it."
                                : "does not answer right now (" + reason + "); try again."),
                Map.of("dependency", "root_provider", "provider", key.provider(), "reason", reason, "docs", DOCS),
                cause);
        return refusal ? told.inVain() : told;
    }

    /** Of a new pair; the wrong type is the request's fault, and not the provider's. */
    static KeywrightException notMade(DistantKey key, KeyType type, RootProviderException cause) {
        return cause.reason() == Reason.WRONG_KEY_TYPE
                ? new KeywrightException(
                        ErrorCode.INVALID_REQUEST,
                        "The provider " + key.provider() + " makes no keys of type " + type.wireName()
                                + " inside; choose another key_type, or protection software.",
                        Map.of("member", "key_type", "provider", key.provider()),
                        cause)
                : notServed(key, cause);
    }

    static KeywrightException notBelieved(DistantKey key, Exception cause) {
        return notServed(
                key,
                new RootProviderException(
                        Reason.ALTERED, "The provider " + key.provider() + " told a public key that is none.", cause));
    }
}
