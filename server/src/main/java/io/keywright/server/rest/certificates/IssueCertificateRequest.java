package io.keywright.server.rest.certificates;

import io.keywright.core.authority.CertificateOrder;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.CanonicalUuid;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.Member;
import io.keywright.server.rest.json.Required;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a module wants a certificate for.
 *
 * @param request PKCS #10, in PEM, or DER in Base64
 */
record IssueCertificateRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String authorityId,
        @Required String request,
        @Nullable Set<CertificatePurpose> purposes,
        @Nullable String lifetime,
        @Nullable String approvalToken)
        implements Approvable {

    CertificateOrder toOrder() {
        Set<CertificatePurpose> asked = purposes == null ? Set.of() : purposes;
        if (asked.stream().anyMatch(Objects::isNull)) {
            throw Member.refused("purposes", "purposes must not hold null.");
        }
        return new CertificateOrder(
                new ScopeClaim(tenantId, environment, plane),
                Member.read("authority_id", authorityId, CanonicalUuid::parse),
                content(),
                asked,
                Member.duration("lifetime", lifetime, "PT24H"));
    }

    /** What is neither is refused where it is read. */
    private byte[] content() {
        try {
            return Base64.getDecoder().decode(request);
        } catch (IllegalArgumentException e) {
            return request.getBytes(StandardCharsets.UTF_8);
        }
    }
}
