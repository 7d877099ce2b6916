package io.keywright.pki.issuing;

import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemException;
import java.io.IOException;
import java.security.PublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Public keys of authorities, as the service keeps them. */
public final class PublicKeys {

    private PublicKeys() {}

    /**
     * The key in a text.
     *
     * @param pem SubjectPublicKeyInfo (RFC 7468, section 13)
     * @throws IllegalArgumentException if it holds none
     */
    public static PublicKey read(String pem) {
        try {
            byte[] content = Pem.blocks(pem).get(0).content();
            return new JcaPEMKeyConverter().getPublicKey(SubjectPublicKeyInfo.getInstance(content));
        } catch (PemException | IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no public key", e);
        }
    }
}
