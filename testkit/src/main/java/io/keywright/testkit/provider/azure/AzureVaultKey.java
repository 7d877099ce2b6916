package io.keywright.testkit.provider.azure;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** A version of a key: RSA with OAEP and SHA-256, or AES Key Wrap. */
final class AzureVaultKey {

    private static final int RSA_BITS = 2048;
    private static final int AES_BITS = 256;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final String version = UUID.randomUUID().toString().replace("-", "");
    private final Optional<KeyPair> pair;
    private final Optional<SecretKey> secret;

    private AzureVaultKey(Optional<KeyPair> pair, Optional<SecretKey> secret) {
        this.pair = pair;
        this.secret = secret;
    }

    static AzureVaultKey rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        return new AzureVaultKey(Optional.of(generator.generateKeyPair()), Optional.empty());
    }

    static AzureVaultKey aes() throws GeneralSecurityException {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(AES_BITS);
        return new AzureVaultKey(Optional.empty(), Optional.of(generator.generateKey()));
    }

    String version() {
        return version;
    }

    String type() {
        return pair.isPresent() ? "RSA" : "oct-HSM";
    }

    String algorithm() {
        return pair.isPresent() ? "RSA-OAEP-256" : "A256KW";
    }

    Optional<RSAPublicKey> publicKey() {
        return pair.map(KeyPair::getPublic).map(RSAPublicKey.class::cast);
    }

    byte[] wrap(byte[] bytes) throws GeneralSecurityException {
        Cipher cipher = cipher(Cipher.WRAP_MODE, pair.map(each -> (Key) each.getPublic()));
        return cipher.wrap(new SecretKeySpec(bytes, "AES"));
    }

    byte[] unwrap(byte[] wrapped) throws GeneralSecurityException {
        Cipher cipher = cipher(Cipher.UNWRAP_MODE, pair.map(each -> (Key) each.getPrivate()));
        return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
    }

    private Cipher cipher(int mode, Optional<Key> rsa) throws GeneralSecurityException {
        if (rsa.isPresent()) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(mode, rsa.get(), OAEP);
            return cipher;
        }
        Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
        cipher.init(mode, secret.orElseThrow());
        return cipher;
    }
}
