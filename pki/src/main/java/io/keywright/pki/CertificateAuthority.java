package io.keywright.pki;

import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.Validity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * A self-signed certificate authority that issues server and client certificates. All keys are EC P-256, all
 * signatures ECDSA with SHA-256; every certificate gets a fresh key and a random serial number. Safe for use by many
 * threads.
 *
 * <p>Meant for development and tests: it revokes nothing and keeps no list of what it issued.
 *
 * <p>Source: RFC 5280 section 4.
 */
public final class CertificateAuthority {

    private final Credential credential;
    private final SecureRandom random = new SecureRandom();

    /**
     * Goes on with an authority that was made before.
     *
     * @throws IllegalArgumentException if it is not an authority's certificate, or the key is not the certificate's
     */
    public CertificateAuthority(Credential credential) {
        if (!isAuthority(credential.certificate())) {
            throw new IllegalArgumentException("not the certificate of an authority: " + credential);
        }
        if (!credential.matches()) {
            throw new IllegalArgumentException("the private key does not belong to the certificate: " + credential);
        }
        this.credential = credential;
    }

    /** A new authority whose subject is {@code CN=commonName}. */
    public static CertificateAuthority create(String commonName, Validity validity) {
        X500Principal name = subject(commonName);
        SecureRandom random = new SecureRandom();
        KeyPair pair = newKeyPair(random);
        CertificateRequest request = new CertificateRequest(
                CertificateProfile.AUTHORITY, name, pair.getPublic(), SubjectNames.none(), validity, random);
        X509Certificate certificate = request.signedBy(name, pair);
        return new CertificateAuthority(new Credential(certificate, pair.getPrivate()));
    }

    /** Whether a certificate may sign others, by its basic constraints. */
    static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** The authority's own certificate, which relying parties trust. */
    public X509Certificate certificate() {
        return credential.certificate();
    }

    /** Certificate and key, to be stored. */
    public Credential credential() {
        return credential;
    }

    /** A certificate for a TLS server that is reached under {@code names}. */
    public Credential issueServer(String commonName, SubjectNames names, Validity validity) {
        return issue(CertificateProfile.SERVER, subject(commonName), names, validity);
    }

    /** A certificate for a TLS client that is known by its SPIFFE id. */
    public Credential issueClient(String commonName, SpiffeId id, Validity validity) {
        return issueClient(subject(commonName), SubjectNames.of(id), validity);
    }

    /** A certificate for a TLS client with any subject and any names, none included. */
    public Credential issueClient(X500Principal subject, SubjectNames names, Validity validity) {
        return issue(CertificateProfile.CLIENT, subject, names, validity);
    }

    /** Whether this authority's key signed {@code certificate}. Says nothing about its validity in time. */
    public boolean issued(X509Certificate certificate) {
        try {
            certificate.verify(certificate().getPublicKey());
            return certificate.getIssuerX500Principal().equals(certificate().getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Credential issue(CertificateProfile profile, X500Principal subject, SubjectNames names, Validity validity) {
        KeyPair pair = newKeyPair(random);
        CertificateRequest request =
                new CertificateRequest(profile, subject, pair.getPublic(), names, validity, random);
        KeyPair issuer = new KeyPair(certificate().getPublicKey(), credential.privateKey());
        X509Certificate signed = request.signedBy(certificate().getSubjectX500Principal(), issuer);
        return new Credential(signed, pair.getPrivate());
    }

    private static KeyPair newKeyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no EC P-256 keys", e);
        }
    }

    private static X500Principal subject(String commonName) {
        return new X500Principal("CN=" + Rdn.escapeValue(commonName));
    }
}
