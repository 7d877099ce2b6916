package io.keywright.server.identity.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The certificate revocation lists that were configured (RFC 5280, section 5). They hold for the certificates of those
 * who issued them: such a certificate is good only if a current list, signed by its issuer, does not name it.
 *
 * @param whenStale what becomes of certificates whose issuer has only lists that are out of date
 */
public record RevocationLists(List<X509CRL> lists, WhenStale whenStale) {

    /** See {@link RevocationLists#whenStale()}. */
    public enum WhenStale {
        REFUSE,
        /** Accepted with a warning, unless an old list of the issuer names it. */
        WARN
    }

    private static final Logger LOG = Logger.getLogger(RevocationLists.class);

    private static final int CRL_SIGN = 6;

    public RevocationLists {
        lists = List.copyOf(lists);
    }

    /** No lists: nothing was revoked. */
    public static RevocationLists none() {
        return new RevocationLists(List.of(), WhenStale.REFUSE);
    }

    /** Passes if no certificate on the way from the authority was revoked. */
    void check(CertificatePath path) throws Untrusted {
        List<X509Certificate> certificates = path.certificates();
        for (int i = certificates.size() - 2; i >= 0; i--) {
            X509Certificate certificate = certificates.get(i);
            boolean listed = lists.stream()
                    .anyMatch(it -> it.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()));
            if (listed) {
                check(certificate, certificates.get(i + 1), certificates);
            }
        }
    }

    private void check(X509Certificate certificate, X509Certificate issuer, List<X509Certificate> known)
            throws Untrusted {
        try {
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
                            parameters(issuer, known));
        } catch (CertPathValidatorException e) {
            if (e.getReason() != BasicReason.UNDETERMINED_REVOCATION_STATUS
                    || whenStale == WhenStale.REFUSE
                    || isNamed(certificate, issuer)) {
                throw new Untrusted("revoked, or not known not to be", e);
            }
            LOG.warnf(
                    "event=revocation_list_stale issuer=%s The list is out of date; its certificates are accepted"
                            + " because keywright.tls.client-crl-stale says so.",
                    issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            throw new Untrusted("revocation cannot be checked", e);
        }
    }

    /** For one step at a time, so that an issuer without a list is none's concern. */
    private PKIXParameters parameters(X509Certificate issuer, List<X509Certificate> known)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        List<Object> helpful = new ArrayList<>(known);
        lists.stream()
                .filter(it -> maySignLists(issuer) || !isSignedBy(it, issuer))
                .forEach(helpful::add);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(helpful)));
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
        parameters.addCertPathChecker(checker);
        return parameters;
    }

    /** The JDK takes this for granted of whom it starts from. */
    private static boolean maySignLists(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }

    private boolean isNamed(X509Certificate certificate, X509Certificate issuer) {
        return lists.stream().anyMatch(list -> list.isRevoked(certificate) && isSignedBy(list, issuer));
    }

    private static boolean isSignedBy(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
