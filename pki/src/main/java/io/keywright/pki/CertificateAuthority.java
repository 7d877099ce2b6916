package io.keywright.pki;

import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.pki.issuing.AuthorityCertificates;
import io.keywright.pki.issuing.Issuer;
import io.keywright.pki.issuing.LeafCertificate;
import io.keywright.pki.issuing.Serial;
import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * A self-signed certificate authority that issues server and client certificates. All keys are EC P-256, all
 * signatures ECDSA with SHA-256; every certificate gets a fresh key and a random serial number. Safe for use by many
 * threads.
 *
 * <p>Meant for development and tests: it revokes nothing and keeps no list of what it issued. Its certificates are made by what
 * makes those of the service's own authorities.
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
        SecureRandom random = new SecureRandom();
        KeyPair pair = newKeyPair(random);
        byte[] certificate =
                AuthorityCertificates.rootOfLeaves(commonName, new HeldKey(pair), validity, Serial.random(random));
        return new CertificateAuthority(new Credential(read(certificate), pair.getPrivate()));
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
        return issue(CertificatePurpose.SERVER, LeafCertificate.subject(commonName), names, validity);
    }

    /** A certificate for a TLS client that is known by its SPIFFE id. */
    public Credential issueClient(String commonName, SpiffeId id, Validity validity) {
        return issueClient(LeafCertificate.subject(commonName), SubjectNames.of(id), validity);
    }

    /** A certificate for a TLS client with any subject and any names, none included. */
    public Credential issueClient(X500Principal subject, SubjectNames names, Validity validity) {
        return issue(CertificatePurpose.CLIENT, subject, names, validity);
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

    private Credential issue(CertificatePurpose purpose, X500Principal subject, SubjectNames names, Validity validity) {
        KeyPair pair = newKeyPair(random);
        LeafCertificate leaf = new LeafCertificate(
                subject, pair.getPublic(), names, Set.of(purpose), validity, Serial.random(random), Addresses.NONE);
        HeldKey own = new HeldKey(new KeyPair(certificate().getPublicKey(), credential.privateKey()));
        return new Credential(read(leaf.signedBy(new Issuer(certificate()), own)), pair.getPrivate());
    }

    private static X509Certificate read(byte[] der) {
        return Issuer.of(der).certificate();
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
}
