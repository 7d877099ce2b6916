package io.keywright.server.identity.trust;

import io.keywright.model.TrustAnchor;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.validation.TrustedAuthority;
import java.util.Optional;

/**
 * An anchor, read.
 *
 * @param authority empty of what cannot vouch for anybody: it never lets one in, and never keeps another from doing so
 */
record AnchorAuthority(TrustAnchor anchor, Optional<TrustedAuthority> authority) {

    static AnchorAuthority of(TrustAnchor anchor) {
        try {
            return new AnchorAuthority(
                    anchor,
                    Optional.of(new TrustedAuthority(PemCertificates.one(anchor.certificate())))
                            .filter(it -> it.fault().isEmpty()));
        } catch (PemException e) {
            return new AnchorAuthority(anchor, Optional.empty());
        }
    }
}
