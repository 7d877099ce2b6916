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
import java.security.cert.X509CRL;
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

    /** What fails on the way, revocation aside; empty if nothing does. */
    static Optional<CertPathValidatorException> failure(List<X509Certificate> path, PathQuestion question) {
        return failure(path, question, false);
    }

    /** What fails on the way where each certificate must be known not to be revoked. */
    static Optional<CertPathValidatorException> failureOrRevoked(List<X509Certificate> path, PathQuestion question) {
        return failure(path, question, true);
    }

    private static Optional<CertPathValidatorException> failure(
            List<X509Certificate> path, PathQuestion question, boolean revocation) {
        try {
            CertPathValidator.getInstance("PKIX", PROVIDER)
                    .validate(
                            CertificateFactory.getInstance("X.509", PROVIDER)
                                    .generateCertPath(path.subList(0, path.size() - 1)),
                            parameters(path, question, revocation));
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.of(new CertPathValidatorException("cannot be judged", e));
        }
    }

    private static PKIXExtendedParameters parameters(
            List<X509Certificate> path, PathQuestion question, boolean revocation) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.getLast(), null)));
        parameters.setDate(Date.from(question.time().truncatedTo(ChronoUnit.SECONDS)));
        parameters.setRevocationEnabled(revocation);
        List<Object> helpful = new ArrayList<>(path);
        helpful.addAll(question.others());
        for (X509CRL list : question.lists()) {
            // Of the JDK's lists, entries of another issuer cannot be asked for.
            helpful.add(ListKind.isIndirect(list) ? read(list.getEncoded()) : list);
        }
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(helpful)));
        return new PKIXExtendedParameters.Builder(parameters)
                .setUseDeltasEnabled(true)
                .build();
    }

    private static CRL read(byte[] der) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509", PROVIDER).generateCRL(new ByteArrayInputStream(der));
    }
}
