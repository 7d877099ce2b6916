package io.keywright.server.identity.trust;

import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.identity.trust.Untrusted.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A valid way from an authority to a certificate (RFC 5280, section 6), revocation aside.
 *
 * @param certificates the certificate first, then each one's issuer, and the authority last
 */
record CertificatePath(List<X509Certificate> certificates) {

    private static final int MAX_INTERMEDIATES = 5;

    /** All that the authority, whose own signature proves nothing, vouches for. */
    List<X509Certificate> withoutAuthority() {
        return certificates.subList(0, certificates.size() - 1);
    }

    /** Who vouches for all of it. */
    TrustedAuthority authority() {
        return new TrustedAuthority(certificates.getLast());
    }

    /**
     * The way to the first certificate of {@code chain}.
     *
     * @param chain as the peer sent it; what follows the first is used as far as it helps
     * @param authorities may vouch for it; any of them will do
     * @throws Untrusted if there is none
     */
    static CertificatePath find(List<X509Certificate> chain, Set<TrustedAuthority> authorities, Instant now)
            throws Untrusted {
        Set<TrustAnchor> anchors = authorities.stream()
                .filter(it -> it.isValidAt(now))
                .map(TrustedAuthority::anchor)
                .collect(Collectors.toCollection(HashSet::new));
        while (!anchors.isEmpty()) {
            PKIXCertPathBuilderResult found = build(chain, anchors, now);
            CertificatePath path = of(found);
            if (path.authority().allows(path.withoutAuthority())) {
                return path;
            }
            anchors.remove(found.getTrustAnchor());
        }
        throw noPath(chain.getFirst(), now, "no authority that is valid may vouch for it");
    }

    private static PKIXCertPathBuilderResult build(List<X509Certificate> chain, Set<TrustAnchor> anchors, Instant now)
            throws Untrusted {
        try {
            return (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters(chain, anchors, now));
        } catch (GeneralSecurityException e) {
            throw (Untrusted) noPath(chain.getFirst(), now, "no valid path to an authority")
                    .initCause(e);
        }
    }

    /** Whoever's time is over has no path for that reason alone, as far as can be told. */
    private static Untrusted noPath(X509Certificate certificate, Instant now, String otherwise) {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return new Untrusted(
                    Reason.EXPIRED, "it expired at " + certificate.getNotAfter().toInstant());
        }
        return now.isBefore(certificate.getNotBefore().toInstant())
                ? new Untrusted(
                        Reason.NOT_YET_VALID,
                        "it is not valid before " + certificate.getNotBefore().toInstant())
                : new Untrusted(Reason.UNKNOWN_AUTHORITY, otherwise);
    }

    private static PKIXBuilderParameters parameters(List<X509Certificate> chain, Set<TrustAnchor> anchors, Instant now)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(chain.getFirst());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setDate(Date.from(now));
        parameters.setRevocationEnabled(false);
        parameters.setMaxPathLength(MAX_INTERMEDIATES);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        return parameters;
    }

    private static CertificatePath of(PKIXCertPathBuilderResult result) {
        List<X509Certificate> certificates = new ArrayList<>();
        result.getCertPath().getCertificates().forEach(it -> certificates.add((X509Certificate) it));
        certificates.add(result.getTrustAnchor().getTrustedCert());
        return new CertificatePath(List.copyOf(certificates));
    }
}
