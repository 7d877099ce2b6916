package io.keywright.pki.issuing;

import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/**
 * An authority's certificate, as those that it issues refer to it.
 *
 * @param certificate of an authority
 */
record Issuer(X509Certificate certificate) {

    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

    static Issuer of(byte[] der) {
        try {
            return new Issuer(PemCertificates.one(der));
        } catch (PemException e) {
            throw new IllegalArgumentException("an authority's certificate that cannot be read", e);
        }
    }

    X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    /** By the identifier that its certificate has, which others may have chosen otherwise than is usual here. */
    AuthorityKeyIdentifier keyIdentifier() throws IOException {
        byte[] extension = certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
        byte[] identifier = extension == null
                ? KeyIdentifiers.of(certificate.getPublicKey()).getKeyIdentifier()
                : SubjectKeyIdentifier.getInstance(org.bouncycastle.asn1.ASN1OctetString.getInstance(extension)
                                .getOctets())
                        .getKeyIdentifier();
        return new AuthorityKeyIdentifier(identifier);
    }
}
