package io.keywright.pki.validation;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;

/**
 * A certificate revocation list (RFC 5280, section 5). Whom it names is revoked, whatever date or reason it gives, and whatever
 * extensions the entry has; only a delta list can take that back.
 *
 * @param content its signature is checked once for each key
 * @param named the serial numbers of all entries
 * @param signer the key that is known to have signed it: it says nothing of what another key signed under the same name; empty if
 *     nobody known did
 * @param url where it was fetched from, and those certificates that it must tell of say it is; empty if it must of all of its issuer
 */
public record RevocationList(X509CRL content, Set<BigInteger> named, Optional<PublicKey> signer, Optional<String> url) {

    private static final int LATE = 10;

    public static RevocationList of(X509CRL content) {
        return new RevocationList(
                new VerifiedOnce(content),
                Stream.ofNullable(content.getRevokedCertificates())
                        .flatMap(Collection::stream)
                        .map(X509CRLEntry::getSerialNumber)
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, fetched from {@code place}, where the holder of {@code key} publishes it. */
    public RevocationList of(PublicKey key, String place) {
        return new RevocationList(content, named, Optional.of(key), Optional.of(place));
    }

    /** The same, unless its signer is known already, known to be of the first of {@code authorities} that has its issuer's name and signed it. */
    public RevocationList attributed(Collection<TrustedAuthority> authorities) {
        if (signer.isPresent()) {
            return this;
        }
        Optional<PublicKey> known = authorities.stream()
                .map(TrustedAuthority::certificate)
                .filter(it -> it.getSubjectX500Principal().equals(content.getIssuerX500Principal()))
                .map(X509Certificate::getPublicKey)
                .filter(this::isSignedBy)
                .findFirst();
        return known.isEmpty() ? this : new RevocationList(content, named, known, url);
    }

    public boolean isSignedBy(PublicKey key) {
        try {
            content.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Until when it is up to date; one that does not say it, since it was made. */
    public Instant end() {
        Date next = content.getNextUpdate();
        return next == null ? start() : next.toInstant();
    }

    private Instant start() {
        return content.getThisUpdate().toInstant();
    }

    /** By which the issuer counts its lists (RFC 5280, section 5.2.3). */
    public Optional<BigInteger> number() {
        return ListKind.integer(content, Extension.cRLNumber);
    }

    /** Of a delta list, the number of the complete one that it goes on from. */
    public Optional<BigInteger> base() {
        return ListKind.integer(content, Extension.deltaCRLIndicator);
    }

    /** Whether it was made before {@code other}, by the issuer's own count if both have one. */
    public boolean isOlderThan(RevocationList other) {
        int compared = number().isPresent() && other.number().isPresent()
                ? number().get().compareTo(other.number().get())
                : 0;
        return compared < 0 || (compared == 0 && start().isBefore(other.start()));
    }

    /** Whether a tenth of its life is left, so that there should be a newer one. */
    public boolean isLateAt(Instant time) {
        Duration life = Duration.between(start(), end());
        return Duration.between(time, end()).compareTo(life.dividedBy(LATE)) < 0;
    }

    public boolean isOutOfDateAt(Instant time) {
        return end().isBefore(time);
    }

    /** Whether the key that signed both has revoked {@code certificate}. */
    boolean revokes(X509Certificate certificate, PublicKey issuer) {
        return isByNameOf(certificate) && isEntry(certificate) && isSignedBy(issuer);
    }

    /** Whether this delta list says that it is revoked no longer. */
    boolean takesBack(X509Certificate certificate) {
        X509CRLEntry entry =
                ListKind.isDelta(content) ? content.getRevokedCertificate(certificate.getSerialNumber()) : null;
        return entry != null && entry.getRevocationReason() == CRLReason.REMOVE_FROM_CRL;
    }

    /** Whether it should tell of {@code certificate}, which that key signed. */
    boolean concerns(X509Certificate certificate, PublicKey issuer) {
        return signer.map(issuer::equals).orElse(true)
                && (isByNameOf(certificate)
                        || DistributionPoints.listIssuers(certificate).contains(name()))
                && (url.isEmpty() || DistributionPoints.addresses(certificate).contains(url.get()));
    }

    /** An indirect list has entries of others, too, under the same numbers. */
    private boolean isEntry(X509Certificate certificate) {
        return named.contains(certificate.getSerialNumber())
                && (!ListKind.isIndirect(content) || content.getRevokedCertificate(certificate) != null);
    }

    private boolean isByNameOf(X509Certificate certificate) {
        return name().equals(certificate.getIssuerX500Principal());
    }

    private X500Principal name() {
        return content.getIssuerX500Principal();
    }
}
