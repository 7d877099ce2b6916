package io.keywright.server.rest.trust;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.trust.SentAnchors;
import io.keywright.model.AnchorType;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are to be trusted, and for which scope.
 *
 * @param certificate one or more, in PEM; or in DER, PKCS#7 or PKCS#12, and that in Base64
 * @param password of a PKCS#12 file
 * @param planes whose bundles they are handed out in
 */
record CreateTrustAnchorRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String certificate,
        @Required AnchorType anchorType,
        @Nullable String password,
        @Nullable Set<Plane> planes,
        @Nullable String approvalToken)
        implements Approvable {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }

    SentAnchors sent() {
        return new SentAnchors(
                certificate, Optional.ofNullable(password).map(String::toCharArray), Optional.ofNullable(planes));
    }

    /** Says nothing of password and token. */
    @Override
    public String toString() {
        return "CreateTrustAnchorRequest[anchorType=" + anchorType + "]";
    }
}
