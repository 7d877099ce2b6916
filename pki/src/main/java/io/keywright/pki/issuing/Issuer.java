package io.keywright.pki.issuing;

import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/**
 * An authority's certificate, as those that it issues refer to it.
 *
 * @param certificate of an authority
 */
public record Issuer(X509Certificate certificate) {

    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

    /**
     * The authority with this certificate, which was checked when it became the authority's.
     *
     * @param der of its certificate
     */
    public static Issuer of(byte[] der) {
        try {
            return new Issuer(PemCertificates.one(der));
        } catch (PemException e) {
            throw new IllegalArgumentException("an authority's certificate that cannot be read", e);
        }
    }

    /** Whether what it issues can refer to its key: the identifier that its certificate has of it can be read, if there is one. */
    public boolean canBeReferredTo() {
        try {
            return keyIdentifier() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Whether its certificate has begun, and not ended. */
    public boolean holdsAt(Instant time) {
        return !time.isBefore(certificate.getNotBefore().toInstant())
                && !time.isAfter(certificate.getNotAfter().toInstant());
    }

    X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    X509CertificateHolder holder() {
        try {
            return new JcaX509CertificateHolder(certificate);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just read has no encoding", e);
        }
    }

    /** By the identifier that its certificate has, which others may have chosen otherwise than is usual here. */
    AuthorityKeyIdentifier keyIdentifier() {
        byte[] extension = certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
        byte[] identifier = extension == null
                ? KeyIdentifiers.of(certificate.getPublicKey()).getKeyIdentifier()
                : SubjectKeyIdentifier.getInstance(
                                ASN1OctetString.getInstance(extension).getOctets())
                        .getKeyIdentifier();
        return new AuthorityKeyIdentifier(identifier);
    }
}
