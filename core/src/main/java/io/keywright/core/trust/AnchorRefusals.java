package io.keywright.core.trust;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.UUID;

/** What is said where a scope's trust anchors are not as the caller thinks. */
final class AnchorRefusals {

    private AnchorRefusals() {}

    /** @param anchorId of the one that there is */
    static KeywrightException there(UUID anchorId) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Leave it as it is; the scope trusts this certificate already.",
                Map.of("reason", "anchor_exists", "trust_anchor_id", anchorId.toString()));
    }

    static KeywrightException tooMany(int most) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Retire an anchor first; a scope has " + most + " at the most.",
                Map.of("reason", "too_many_anchors"));
    }

    static KeywrightException tooManyOfName(String subject, int most) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Retire an anchor of that subject first; a scope has " + most + " of the same at the most.",
                Map.of("reason", "too_many_of_subject", "subject", subject));
    }

    static KeywrightException beingReplaced() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Replace the anchor that came in its place instead; this one has an end already.",
                Map.of("reason", "anchor_has_end"));
    }

    static KeywrightException endIsPast() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Send a trusted_until that is still to come.",
                Map.of("member", "trusted_until", "reason", "end_is_past"));
    }

    static KeywrightException oneForOne() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Send one certificate in the place of the one; add others by themselves.",
                Map.of("member", "certificate", "reason", "one_for_one"));
    }

    static KeywrightException othersPlane() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Leave planes out, or send your own plane or none; only the platform's anchors reach several planes.",
                Map.of("member", "planes", "reason", "plane_of_others"));
    }

    static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such trust anchor in your scope; list them with GET /kms/v1/trust-anchors.",
                Map.of("reason", "trust_anchor_not_found"));
    }
}
