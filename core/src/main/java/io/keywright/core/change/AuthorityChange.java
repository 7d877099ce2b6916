package io.keywright.core.change;

import io.keywright.model.Authority;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.RevocationListState;
import io.keywright.model.StoredKey;
import java.util.Optional;
import java.util.UUID;

/** A change of an authority of the service, or of what it has signed. */
public sealed interface AuthorityChange extends Change {

    /**
     * An authority and its key come into being. Applies if its scope has fewer than {@code most}.
     *
     * @param issued its certificate, as one that the authority above has issued; empty if none of the service has
     */
    record Created(Authority authority, StoredKey key, Optional<IssuedCertificate> issued, int most)
            implements AuthorityChange {}

    /**
     * An authority gets its certificate, or other rules. Applies if it is of the version before.
     *
     * @param authority as it is after the change
     */
    record Changed(Authority authority) implements AuthorityChange {}

    /**
     * An authority issues a certificate. Applies if the authority is of that version, so that its rules are those it issued by, and
     * what the certificate was renewed from, if anything, is not revoked.
     */
    record CertificateIssued(IssuedCertificate certificate, int authorityVersion) implements AuthorityChange {}

    /**
     * A certificate is revoked. Applies if it was not.
     *
     * @param certificate as it is after the change
     * @param issuerKey SHA-256 of its authority's public key, 64 hexadecimal digits
     */
    record CertificateRevoked(IssuedCertificate certificate, String issuerKey) implements AuthorityChange {

        public CertificateRevocation revocation() {
            return certificate.revocation().orElseThrow();
        }
    }

    /** An authority signs its next revocation list. Applies if that is the next. */
    record RevocationListSigned(UUID authorityId, RevocationListState.Signed list) implements AuthorityChange {}
}
