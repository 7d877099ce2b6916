package io.keywright.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate and the private key of its public key. Printing it shows the certificate's subject only. */
public record Credential(X509Certificate certificate, PrivateKey privateKey) {

    private static final char[] NO_PASSWORD = {};
    /** The store never leaves the memory that the key is in, so that to make a password's derivation slow would protect nothing. */
    private static final KeyStore.ProtectionParameter IN_MEMORY = new KeyStore.PasswordProtection(
            NO_PASSWORD, "PBEWithHmacSHA256AndAES_256", new PBEParameterSpec(new byte[Long.BYTES], 1));

    /** Whether the private key belongs to the certificate, found out by signing and verifying (EC, RSA or Ed25519). */
    public boolean matches() {
        try {
            PublicKey publicKey = certificate.getPublicKey();
            byte[] probe = certificate.getSerialNumber().toByteArray();
            Signature signer = Signature.getInstance(signatureAlgorithm(publicKey.getAlgorithm()));
            signer.initSign(privateKey);
            signer.update(probe);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(probe);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * A TLS context that shows this certificate and trusts what {@code trusted} has issued, nothing else.
     * Serves either side of a mutual TLS connection.
     */
    public SSLContext sslContext(X509Certificate trusted) {
        try {
            KeyStore own = emptyStore();
            own.setEntry(
                    "own", new KeyStore.PrivateKeyEntry(privateKey, new X509Certificate[] {certificate}), IN_MEMORY);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trustOnly(trusted).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot make a TLS context", e);
        }
    }

    private static TrustManagerFactory trustOnly(X509Certificate trusted) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("trusted", trusted);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String signatureAlgorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> keyAlgorithm;
        };
    }

    @Override
    public String toString() {
        return "Credential[" + certificate.getSubjectX500Principal().getName() + "]";
    }
}
