package io.keywright.core.trust;

import io.keywright.core.work.Deadline;
import io.keywright.pki.validation.OcspAnswer;
import io.keywright.pki.validation.RevocationList;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What authorities publish at the addresses in certificates, as far as the operator lets it be fetched. Nothing of it is to be believed
 * before it was verified; whatever cannot be had is left out. Blocks, and no longer than to the deadline.
 */
public interface Publications {

    /** Nothing is fetched. */
    Publications NONE = new Publications() {
        @Override
        public List<RevocationList> lists(List<X509Certificate> path, Deadline deadline) {
            return List.of();
        }

        @Override
        public Optional<OcspAnswer> status(X509Certificate certificate, X509Certificate issuer, Deadline deadline) {
            return Optional.empty();
        }

        @Override
        public List<X509Certificate> issuers(X509Certificate certificate, Deadline deadline) {
            return List.of();
        }
    };

    /** The lists that tell of the certificates of a valid path; from then on they are among those that are known, too. */
    List<RevocationList> lists(List<X509Certificate> path, Deadline deadline);

    /** What a responder says of {@code certificate}. */
    Optional<OcspAnswer> status(X509Certificate certificate, X509Certificate issuer, Deadline deadline);

    /** Certificates that may be of its issuer. */
    List<X509Certificate> issuers(X509Certificate certificate, Deadline deadline);
}
