package io.keywright.pki.validation;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.CRL;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jcajce.PKIXExtendedParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * RFC 5280, section 6, by Bouncy Castle, which knows delta and indirect lists of revoked certificates; NIST's PKITS holds it
 * against the standard. It says of one fault at a time, and in words of its own.
 */
final class Engine {

    private static final Provider PROVIDER = new BouncyCastleProvider();

    private Engine() {}

    /** The certificate on which something fails on the way, revocation aside; empty if nothing does. */
    static Optional<X509Certificate> failure(List<X509Certificate> path, PathQuestion question) {
        return failure(issued(path), path, question);
    }

    /** The certificate on which {@code subject} fails, whatever else does; empty if it does not. */
    static Optional<X509Certificate> failure(Facet.Subject subject, List<X509Certificate> path, PathQuestion question) {
        return failure(facets(subject, path), path, question);
    }

    private static Optional<X509Certificate> failure(
            List<? extends X509Certificate> shown, List<X509Certificate> path, PathQuestion question) {
        try {
            PKIXParameters parameters = parameters(path, question);
            parameters.setRevocationEnabled(false);
            validate(shown, parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(path.get(Math.max(0, e.getIndex())));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.of(path.getFirst());
        }
    }

    /**
     * Whether current lists say of each certificate of {@code path}, but of the authority at its end, that it is not revoked,
     * whatever else fails. Whoever else signed a list is judged as a whole.
     */
    static boolean isKnownGood(List<X509Certificate> path, PathQuestion question) {
        try {
            PKIXParameters parameters = parameters(path, question);
            parameters.setRevocationEnabled(true);
            List<Object> helpful = new ArrayList<>(path);
            helpful.addAll(question.others());
            for (RevocationList list : question.lists()) {
                helpful.addAll(current(list));
            }
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(helpful)));
            validate(facets(Facet.Subject.REVOCATION, path), parameters);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static List<X509Certificate> issued(List<X509Certificate> path) {
        return path.subList(0, path.size() - 1);
    }

    private static List<Facet> facets(Facet.Subject subject, List<X509Certificate> path) {
        return issued(path).stream().map(it -> new Facet(it, subject)).toList();
    }

    private static void validate(List<? extends X509Certificate> issued, PKIXParameters parameters)
            throws GeneralSecurityException {
        CertPathValidator.getInstance("PKIX", PROVIDER)
                .validate(
                        CertificateFactory.getInstance("X.509", PROVIDER).generateCertPath(issued),
                        new PKIXExtendedParameters.Builder(parameters)
                                .setUseDeltasEnabled(true)
                                .build());
    }

    private static PKIXParameters parameters(List<X509Certificate> path, PathQuestion question)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.getLast(), null)));
        parameters.setDate(Date.from(question.time().truncatedTo(ChronoUnit.SECONDS)));
        return parameters;
    }

    /** As the engine wants it; none if it does not say for how long it holds. Of the JDK's, entries of another issuer cannot be asked for. */
    private static List<CRL> current(RevocationList list) throws GeneralSecurityException {
        if (list.content().getNextUpdate() == null) {
            return List.of();
        }
        return List.of(ListKind.isIndirect(list.content()) ? read(list.content().getEncoded()) : list.content());
    }

    private static CRL read(byte[] der) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509", PROVIDER).generateCRL(new ByteArrayInputStream(der));
    }
}
