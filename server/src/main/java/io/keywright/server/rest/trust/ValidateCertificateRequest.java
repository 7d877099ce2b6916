package io.keywright.server.rest.trust;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.trust.CertificateQuery;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.server.rest.json.Required;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which certificate is to be judged, and for what. */
record ValidateCertificateRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String certificate,
        @Nullable String intermediates,
        @Required Purpose purpose,
        @Nullable String name,
        @Nullable Instant time,
        @Nullable RevocationRule revocation,
        @Nullable String ocsp,
        @Nullable Boolean fetch) {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }

    CertificateQuery query() {
        return new CertificateQuery(
                certificate,
                Optional.ofNullable(intermediates),
                purpose,
                Optional.ofNullable(name),
                Optional.ofNullable(time),
                revocation == null ? RevocationRule.IF_KNOWN : revocation,
                Optional.ofNullable(ocsp),
                Boolean.TRUE.equals(fetch));
    }
}
