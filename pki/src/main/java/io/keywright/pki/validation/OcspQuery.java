package io.keywright.pki.validation;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A question to an OCSP responder about one certificate (RFC 6960, section 4.1), with a nonce. */
public final class OcspQuery {

    /** How its media type is called. */
    public static final String TYPE = "application/ocsp-request";

    private static final int NONCE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] nonce = new byte[NONCE_BYTES];
    private final byte[] encoded;

    /** @throws IOException if the certificates cannot be asked about */
    public OcspQuery(X509Certificate certificate, X509Certificate issuer) throws IOException {
        RANDOM.nextBytes(nonce);
        try {
            // Responders know certificates by SHA-1 of names and keys (RFC 5019, section 2.1.1); nothing rests on it.
            CertificateID id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer),
                    certificate.getSerialNumber());
            this.encoded = new OCSPReqBuilder()
                    .addRequest(id)
                    .setRequestExtensions(new Extensions(new Extension(
                            OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                            false,
                            new DEROctetString(new DEROctetString(nonce).getEncoded()))))
                    .build()
                    .getEncoded();
        } catch (OCSPException | OperatorCreationException | CertificateEncodingException e) {
            throw new IOException("no question can be made of it", e);
        }
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    /** Whether {@code answer} was made for another question; many responders repeat no nonce, and their answers are told by their time. */
    boolean isContradictedBy(byte[] answeredNonce) {
        return !Arrays.equals(nonce, answeredNonce);
    }
}
