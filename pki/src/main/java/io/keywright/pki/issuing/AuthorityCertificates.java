package io.keywright.pki.issuing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificates of authorities: marked as such, good for signing certificates and lists, and for nothing else. */
public final class AuthorityCertificates {

    /** A root may sign authorities that sign none; those sign only certificates of modules. */
    private static final int BELOW_ROOT = 1;

    private static final int BELOW_INTERMEDIATE = 0;

    private AuthorityCertificates() {}

    /** One that the authority signs itself, in DER. */
    public static byte[] root(String name, AuthorityKey key, Validity validity, BigInteger serial) {
        return root(name, key, validity, serial, BELOW_ROOT);
    }

    /** One that the authority signs itself, in DER, and that vouches for no other authority. */
    public static byte[] rootOfLeaves(String name, AuthorityKey key, Validity validity, BigInteger serial) {
        return root(name, key, validity, serial, BELOW_INTERMEDIATE);
    }

    private static byte[] root(
            String name, AuthorityKey key, Validity validity, BigInteger serial, int authoritiesBelow) {
        AuthorityKeyIdentifier own =
                new AuthorityKeyIdentifier(KeyIdentifiers.of(key.publicKey()).getKeyIdentifier());
        return made(
                new Draft(subject(name), key.publicKey(), validity, serial), subject(name), own, authoritiesBelow, key);
    }

    /** One that another authority signs, in DER. */
    public static byte[] intermediate(
            String name, PublicKey key, Issuer issuer, AuthorityKey issuerKey, Validity validity, BigInteger serial) {
        return made(
                new Draft(subject(name), key, validity, serial),
                issuer.name(),
                issuer.keyIdentifier(),
                BELOW_INTERMEDIATE,
                issuerKey);
    }

    /** A request for somebody outside, in DER (RFC 2986). */
    public static byte[] request(String name, AuthorityKey key) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(subject(name), key.publicKey())
                    .build(new KeySigner(key))
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a request cannot be encoded", e);
        }
    }

    private record Draft(X500Name subject, PublicKey key, Validity validity, BigInteger serial) {}

    private static byte[] made(
            Draft draft,
            X500Name issuer,
            AuthorityKeyIdentifier issuerKeyId,
            int authoritiesBelow,
            AuthorityKey signer) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    draft.serial(),
                    Date.from(draft.validity().notBefore()),
                    Date.from(draft.validity().notAfter()),
                    draft.subject(),
                    draft.key());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authoritiesBelow));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, KeyIdentifiers.of(draft.key()));
            builder.addExtension(Extension.authorityKeyIdentifier, false, issuerKeyId);
            return builder.build(new KeySigner(signer)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a certificate cannot be encoded", e);
        }
    }

    static X500Principal principal(String name) {
        try {
            return new X500Principal(subject(name).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a name cannot be encoded", e);
        }
    }

    private static X500Name subject(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }
}
