package io.keywright.pki.issuing;

import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Identifiers of keys: SHA-1 of them, which only tells them apart (RFC 5280, section 4.2.1.2). */
final class KeyIdentifiers {

    private KeyIdentifiers() {}

    static SubjectKeyIdentifier of(PublicKey key) {
        try {
            return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-1", e);
        }
    }
}
