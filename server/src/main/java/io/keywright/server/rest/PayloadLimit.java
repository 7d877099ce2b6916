package io.keywright.server.rest;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;

/** How large requests may get. */
public record PayloadLimit(long bodyBytes, int payloadBytes) {

    /** Answers {@code payload} if it is not too large. */
    public byte[] check(String member, byte[] payload) {
        if (payload.length > payloadBytes) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    member + " must be at most " + payloadBytes + " bytes; " + instead(member) + ".",
                    Map.of("member", member, "max_bytes", payloadBytes));
        }
        return payload;
    }

    private static String instead(String member) {
        return member.equals("data") ? "sign a digest of it instead, such as its SHA-256" : "encrypt it in parts";
    }

    /** The refusal of a body that is too large. */
    public KeywrightException bodyTooLarge() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Send a body of at most " + bodyBytes + " bytes.",
                Map.of("reason", "too_large", "max_bytes", bodyBytes));
    }
}
