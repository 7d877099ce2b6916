package io.keywright.server.rest.trust;

import io.keywright.core.trust.SentAnchors;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificate comes in the place of an anchor's.
 *
 * @param certificate one, in any form that anchors are added in
 * @param password of a PKCS#12 file
 * @param planes whose bundles it is handed out in
 * @param trustedUntil until when the anchor is trusted beside it
 */
record ReplaceTrustAnchorRequest(
        @Required String certificate,
        @Nullable String password,
        @Nullable Set<Plane> planes,
        @Required Instant trustedUntil,
        @Nullable String approvalToken)
        implements Approvable {

    SentAnchors sent() {
        return new SentAnchors(
                certificate, Optional.ofNullable(password).map(String::toCharArray), Optional.ofNullable(planes));
    }

    /** Says nothing of password and token. */
    @Override
    public String toString() {
        return "ReplaceTrustAnchorRequest[trustedUntil=" + trustedUntil + "]";
    }
}
