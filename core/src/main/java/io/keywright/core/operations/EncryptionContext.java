package io.keywright.core.operations;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;

/**
 * What a data key is bound to: names and values that are not secret, and that unwrapping needs exactly as they were, in any
 * order.
 */
public record EncryptionContext(Map<String, String> members) {

    /** Binds to nothing. */
    public static final EncryptionContext NONE = new EncryptionContext(Map.of());

    /** How many members there are at the most. */
    public static final int MOST_MEMBERS = 32;

    /** How long the canonical form is at the most. */
    public static final int MOST_BYTES = 8192;

    /** @throws KeywrightException INVALID_REQUEST if it is too large, or its text is not Unicode */
    public EncryptionContext {
        members = Map.copyOf(members);
        if (members.size() > MOST_MEMBERS || bytes(members).length > MOST_BYTES) {
            throw refusal();
        }
    }

    /** The one canonical form: RFC 8785 JSON. */
    byte[] bytes() {
        return bytes(members);
    }

    private static byte[] bytes(Map<String, String> members) {
        try {
            return CanonicalJson.write(members);
        } catch (IllegalArgumentException e) {
            throw refusal();
        }
    }

    private static KeywrightException refusal() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "context must have at most " + MOST_MEMBERS + " members of text, and " + MOST_BYTES
                        + " bytes as canonical JSON.",
                Map.of("member", "context", "max_members", MOST_MEMBERS, "max_bytes", MOST_BYTES));
    }
}
