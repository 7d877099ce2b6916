package io.keywright.pki.validation;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A list whose signature is checked once for each key: a list of 100,000 entries has megabytes to be hashed, and engines check it
 * at every use. Thread-safe.
 */
public final class VerifiedOnce extends X509CRL {

    /** Keys that an authority of one name may have; beyond it, each check is made anew. */
    private static final int MOST_KEYS = 32;

    private final X509CRL list;
    private final Map<PublicKey, Optional<SignatureException>> checked = new ConcurrentHashMap<>();

    public VerifiedOnce(X509CRL list) {
        this.list = list;
    }

    @Override
    public void verify(PublicKey key)
            throws CRLException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        Optional<SignatureException> known = checked.get(key);
        if (known == null) {
            known = check(key);
            if (checked.size() < MOST_KEYS) {
                checked.put(key, known);
            }
        }
        if (known.isPresent()) {
            throw new SignatureException("not signed by this key", known.get());
        }
    }

    private Optional<SignatureException> check(PublicKey key) {
        try {
            list.verify(key);
            return Optional.empty();
        } catch (SignatureException e) {
            return Optional.of(e);
        } catch (GeneralSecurityException e) {
            return Optional.of(new SignatureException(e));
        }
    }

    /** By whichever provider; the answer is the same. */
    @Override
    public void verify(PublicKey key, String provider)
            throws CRLException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        verify(key);
    }

    @Override
    public void verify(PublicKey key, @Nullable Provider provider)
            throws CRLException, NoSuchAlgorithmException, InvalidKeyException, SignatureException {
        try {
            verify(key);
        } catch (NoSuchProviderException e) {
            throw new SignatureException(e);
        }
    }

    /** Two are the same only if they are one object: to compare megabytes helps nobody. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public byte[] getEncoded() throws CRLException {
        return list.getEncoded();
    }

    @Override
    public int getVersion() {
        return list.getVersion();
    }

    @Override
    @Deprecated
    public Principal getIssuerDN() {
        return list.getIssuerX500Principal();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return list.getIssuerX500Principal();
    }

    @Override
    public Date getThisUpdate() {
        return list.getThisUpdate();
    }

    @Override
    public @Nullable Date getNextUpdate() {
        return list.getNextUpdate();
    }

    @Override
    public @Nullable X509CRLEntry getRevokedCertificate(BigInteger serialNumber) {
        return list.getRevokedCertificate(serialNumber);
    }

    @Override
    public @Nullable X509CRLEntry getRevokedCertificate(X509Certificate certificate) {
        return list.getRevokedCertificate(certificate);
    }

    @Override
    public @Nullable Set<? extends X509CRLEntry> getRevokedCertificates() {
        return list.getRevokedCertificates();
    }

    @Override
    public byte[] getTBSCertList() throws CRLException {
        return list.getTBSCertList();
    }

    @Override
    public byte[] getSignature() {
        return list.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return list.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return list.getSigAlgOID();
    }

    @Override
    public byte @Nullable [] getSigAlgParams() {
        return list.getSigAlgParams();
    }

    @Override
    public String toString() {
        return "list of " + getIssuerX500Principal();
    }

    @Override
    public boolean isRevoked(Certificate certificate) {
        return list.isRevoked(certificate);
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return list.hasUnsupportedCriticalExtension();
    }

    @Override
    public @Nullable Set<String> getCriticalExtensionOIDs() {
        return list.getCriticalExtensionOIDs();
    }

    @Override
    public @Nullable Set<String> getNonCriticalExtensionOIDs() {
        return list.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte @Nullable [] getExtensionValue(String identifier) {
        return list.getExtensionValue(identifier);
    }
}
