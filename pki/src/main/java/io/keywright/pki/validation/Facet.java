package io.keywright.pki.validation;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as the engine is shown it to judge one thing alone: it is valid at any time, an issuer if need be, and says nothing
 * but what that thing is about. Names, numbers, keys and signatures are its own. What the engine makes of it can only add a
 * failure, never make up for one.
 */
final class Facet extends X509Certificate {

    /** CA:TRUE, as an extension holds it. */
    private static final byte[] AUTHORITY = {4, 5, 0x30, 3, 1, 1, -1};

    private static final int VERSION = 3;

    /** What is judged alone, and the extensions that it is about. */
    enum Subject {
        POLICIES(
                Extension.certificatePolicies.getId(),
                Extension.policyMappings.getId(),
                Extension.policyConstraints.getId(),
                Extension.inhibitAnyPolicy.getId()),
        NAMES(Extension.nameConstraints.getId(), Extension.subjectAlternativeName.getId()),
        REVOCATION(
                Extension.cRLDistributionPoints.getId(),
                Extension.freshestCRL.getId(),
                Extension.basicConstraints.getId(),
                Extension.keyUsage.getId());

        private final Set<String> extensions;

        Subject(String... extensions) {
            this.extensions = Set.of(extensions);
        }

        /** Whether {@code certificate} says anything of it. */
        boolean isIn(X509Certificate certificate) {
            return extensions.stream().anyMatch(it -> certificate.getExtensionValue(it) != null);
        }
    }

    private final X509Certificate certificate;
    private final Subject subject;

    Facet(X509Certificate certificate, Subject subject) {
        this.certificate = certificate;
        this.subject = subject;
    }

    private boolean shows(String extension) {
        return subject.extensions.contains(extension);
    }

    @Override
    public byte @Nullable [] getExtensionValue(String extension) {
        if (shows(extension)) {
            return certificate.getExtensionValue(extension);
        }
        return extension.equals(Extension.basicConstraints.getId()) ? AUTHORITY.clone() : null;
    }

    @Override
    public boolean @Nullable [] getKeyUsage() {
        return shows(Extension.keyUsage.getId()) ? certificate.getKeyUsage() : null;
    }

    @Override
    public int getBasicConstraints() {
        return shows(Extension.basicConstraints.getId()) ? certificate.getBasicConstraints() : Integer.MAX_VALUE;
    }

    @Override
    public @Nullable Set<String> getCriticalExtensionOIDs() {
        return null;
    }

    @Override
    public @Nullable Set<String> getNonCriticalExtensionOIDs() {
        return null;
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return false;
    }

    @Override
    public void checkValidity() {
        // valid at any time
    }

    @Override
    public void checkValidity(Date time) {
        // valid at any time
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public void verify(PublicKey key)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        certificate.verify(key);
    }

    @Override
    public void verify(PublicKey key, String provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        certificate.verify(key, provider);
    }

    @Override
    public void verify(PublicKey key, @Nullable Provider provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, SignatureException {
        certificate.verify(key, provider);
    }

    @Override
    public PublicKey getPublicKey() {
        return certificate.getPublicKey();
    }

    @Override
    public BigInteger getSerialNumber() {
        return certificate.getSerialNumber();
    }

    @Override
    @Deprecated
    public Principal getIssuerDN() {
        return certificate.getIssuerX500Principal();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return certificate.getIssuerX500Principal();
    }

    @Override
    @Deprecated
    public Principal getSubjectDN() {
        return certificate.getSubjectX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return certificate.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return certificate.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return certificate.getNotAfter();
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return certificate.getEncoded();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return certificate.getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return certificate.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return certificate.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return certificate.getSigAlgOID();
    }

    @Override
    public byte @Nullable [] getSigAlgParams() {
        return certificate.getSigAlgParams();
    }

    @Override
    public boolean @Nullable [] getIssuerUniqueID() {
        return certificate.getIssuerUniqueID();
    }

    @Override
    public boolean @Nullable [] getSubjectUniqueID() {
        return certificate.getSubjectUniqueID();
    }

    @Override
    public String toString() {
        return subject + " of " + getSubjectX500Principal();
    }
}
