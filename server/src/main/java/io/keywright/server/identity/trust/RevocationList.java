package io.keywright.server.identity.trust;

import io.keywright.pki.validation.ListKind;
import io.keywright.pki.validation.VerifiedOnce;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A certificate revocation list (RFC 5280, section 5). Whom it names is revoked, whatever date or reason it gives, and
 * whatever extensions the entry has.
 *
 * @param verified the same, for engines that check its signature at every use
 * @param named the serial numbers of all entries
 */
record RevocationList(X509CRL content, VerifiedOnce verified, Set<BigInteger> named) {

    static RevocationList of(X509CRL content) {
        return new RevocationList(
                content,
                new VerifiedOnce(content),
                Stream.ofNullable(content.getRevokedCertificates())
                        .flatMap(Collection::stream)
                        .map(X509CRLEntry::getSerialNumber)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Why it cannot be used by itself, and would be passed over in silence; empty if it can. */
    Optional<String> fault() {
        if (ListKind.isDelta(content)) {
            return Optional.of("is a delta list");
        }
        return ListKind.isIndirect(content)
                ? Optional.of("is an indirect list, or says badly what it covers")
                : Optional.empty();
    }

    boolean names(X509Certificate certificate) {
        return named.contains(certificate.getSerialNumber());
    }

    /** Whether its issuer has that certificate's issuer's name; several authorities may. */
    boolean isByNameOf(X509Certificate certificate) {
        return content.getIssuerX500Principal().equals(certificate.getIssuerX500Principal());
    }

    boolean isSignedBy(PublicKey key) {
        try {
            verified.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Until when it is up to date; one that does not say it, since it was made. */
    Instant end() {
        Date next = content.getNextUpdate();
        return next == null ? content.getThisUpdate().toInstant() : next.toInstant();
    }

    boolean isOutOfDateAt(Instant time) {
        return end().isBefore(time);
    }
}
