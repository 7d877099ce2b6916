package io.keywright.server.identity.trust;

import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.identity.trust.Untrusted.Reason;
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
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The certificate revocation lists that were configured (RFC 5280, sections 5 and 6.3.3). A list goes by the key that signed
 * it: certificates that this key signed are good only if none of its lists names them, and one of those that cover them
 * is current.
 *
 * @param whenStale what becomes of certificates whose issuer has only lists that are out of date
 */
public record RevocationLists(List<RevocationList> lists, WhenStale whenStale) {

    /** See {@link RevocationLists#whenStale()}. */
    public enum WhenStale {
        REFUSE,
        /** Accepted, unless a list of the issuer names it. */
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

    /** When the first of them is out of date, as it is that names no time; empty if there are none. */
    public Optional<Instant> earliestEnd() {
        return lists.stream().map(RevocationList::end).min(Comparator.naturalOrder());
    }

    /**
     * Passes if no certificate on the way from the authority was revoked.
     *
     * @param authorities all that are trusted: a list that another one of the same name signed says nothing
     */
    void check(CertificatePath path, Instant now, Collection<TrustedAuthority> authorities) throws Untrusted {
        List<X509Certificate> certificates = path.certificates();
        for (int i = certificates.size() - 2; i >= 0; i--) {
            X509Certificate certificate = certificates.get(i);
            X509Certificate issuer = certificates.get(i + 1);
            List<RevocationList> own = of(certificate, issuer, authorities);
            if (own.stream().anyMatch(it -> it.names(certificate))) {
                throw new Untrusted(Reason.REVOKED, "revoked");
            }
            if (!own.isEmpty()) {
                requireCurrent(certificate, parameters(issuer, certificates, own, now));
            }
        }
    }

    /** The lists that the certificate's issuer signed; none if it has none. */
    private List<RevocationList> of(
            X509Certificate certificate, X509Certificate issuer, Collection<TrustedAuthority> authorities)
            throws Untrusted {
        List<RevocationList> named =
                lists.stream().filter(it -> it.isByNameOf(certificate)).toList();
        List<RevocationList> own = named.stream()
                .filter(it -> it.isSignedBy(issuer.getPublicKey()))
                .toList();
        if (own.isEmpty() && !named.stream().allMatch(it -> isSignedByOneOf(authorities, it))) {
            throw new Untrusted(Reason.REVOCATION_UNKNOWN, "its issuer's list was signed by nobody who is known");
        }
        return own;
    }

    private static boolean isSignedByOneOf(Collection<TrustedAuthority> authorities, RevocationList list) {
        return authorities.stream()
                .map(TrustedAuthority::certificate)
                .anyMatch(
                        it -> it.getSubjectX500Principal().equals(list.content().getIssuerX500Principal())
                                && list.isSignedBy(it.getPublicKey()));
    }

    /** Asks the JDK, which knows what a list covers. */
    private void requireCurrent(X509Certificate certificate, PKIXParameters parameters) throws Untrusted {
        try {
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
        } catch (CertPathValidatorException e) {
            if (e.getReason() != BasicReason.UNDETERMINED_REVOCATION_STATUS || whenStale == WhenStale.REFUSE) {
                throw new Untrusted(Reason.REVOCATION_UNKNOWN, "revoked, or not known not to be", e);
            }
            LOG.debugf(
                    "event=revocation_list_stale issuer=%s Accepted, because keywright.tls.client-crl-stale says so.",
                    certificate.getIssuerX500Principal());
        } catch (GeneralSecurityException e) {
            throw new Untrusted(Reason.REVOCATION_UNKNOWN, "revocation cannot be checked", e);
        }
    }

    /** For one step of the way, so that an issuer without a list is none's concern. */
    private static PKIXParameters parameters(
            X509Certificate issuer, List<X509Certificate> known, List<RevocationList> own, Instant now)
            throws Untrusted {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
            parameters.setDate(Date.from(now));
            List<Object> helpful = new ArrayList<>(known);
            if (maySignLists(issuer)) {
                own.forEach(it -> helpful.add(it.content()));
            }
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(helpful)));
            PKIXRevocationChecker checker = (PKIXRevocationChecker)
                    CertPathValidator.getInstance("PKIX").getRevocationChecker();
            checker.setOptions(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
            parameters.addCertPathChecker(checker);
            return parameters;
        } catch (GeneralSecurityException e) {
            throw new Untrusted(Reason.REVOCATION_UNKNOWN, "revocation cannot be checked", e);
        }
    }

    /** The JDK takes this for granted of whom it starts from. */
    private static boolean maySignLists(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }
}
