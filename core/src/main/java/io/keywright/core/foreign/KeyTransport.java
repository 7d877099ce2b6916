package io.keywright.core.foreign;

import io.keywright.core.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps key material of any length for the holder of an RSA key: as AWS KMS ({@code RSA_AES_KEY_WRAP_SHA_256}), Google Cloud KMS
 * ({@code rsa-oaep-…-sha256-aes-256}), Azure Key Vault and PKCS#11 ({@code CKM_RSA_AES_KEY_WRAP}) do. A blob is
 *
 * <pre>
 * RSAES-OAEP (RFC 8017; SHA-256, MGF1 with SHA-256, no label) of a fresh AES-256 key | AES-KWP (RFC 5649) of the material under it
 * </pre>
 *
 * the first part as long as the RSA modulus. Safe from any thread.
 */
public final class KeyTransport {

    /** What it is called on the wire. */
    public static final String ALGORITHM = "RSA-OAEP-256+AES-KWP";

    private static final String JCE = "SunJCE";
    private static final int KEY_BYTES = 32;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final SecureRandom random;

    public KeyTransport(SecureRandom random) {
        this.random = random;
    }

    /** Wraps {@code material} for the holder of {@code recipient}; another blob each time. */
    public byte[] wrap(TransportKey recipient, SecretBytes material) {
        try (SecretBytes key = fresh()) {
            Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding", JCE);
            oaep.init(Cipher.ENCRYPT_MODE, recipient.key(), OAEP, random);
            byte[] wrappedKey = key.expose(bytes -> oaep.doFinal(bytes));
            byte[] wrapped = material.expose(bytes -> kwp(Cipher.ENCRYPT_MODE, key, bytes));
            return ByteBuffer.allocate(wrappedKey.length + wrapped.length)
                    .put(wrappedKey)
                    .put(wrapped)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap for transport", e);
        }
    }

    /**
     * Opens a blob.
     *
     * @param privateKey PKCS#8 of the recipient
     * @return for the receiver to destroy; empty for every fault of the blob, whichever part it is in
     */
    public Optional<SecretBytes> unwrap(SecretBytes privateKey, byte[] blob) {
        try {
            PrivateKey recipient = privateKey.expose(bytes ->
                    KeyFactory.getInstance("RSA", "SunRsaSign").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
            return unwrap(recipient, blob);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not an RSA key", e);
        }
    }

    private Optional<SecretBytes> unwrap(PrivateKey recipient, byte[] blob) throws GeneralSecurityException {
        int split = recipient instanceof RSAPrivateKey rsa ? (rsa.getModulus().bitLength() + 7) / Byte.SIZE : 0;
        if (blob.length <= split) {
            return Optional.empty();
        }
        try (SecretBytes key = unwrappedKey(recipient, Arrays.copyOf(blob, split))) {
            byte[] wrapped = Arrays.copyOfRange(blob, split, blob.length);
            return Optional.of(SecretBytes.own(kwp(Cipher.DECRYPT_MODE, key, wrapped)));
        } catch (GeneralSecurityException | RuntimeException e) {
            // the JDK's KWP also fails with exceptions of arrays
            return Optional.empty();
        }
    }

    /**
     * The AES key, or another one: a sender who could tell a wrong padding from a wrong key might find out others' keys by it
     * (Manger, CRYPTO 2001).
     */
    private SecretBytes unwrappedKey(PrivateKey recipient, byte[] wrappedKey) throws GeneralSecurityException {
        SecretBytes instead = fresh();
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding", JCE);
        oaep.init(Cipher.DECRYPT_MODE, recipient, OAEP);
        try {
            SecretBytes key = SecretBytes.own(oaep.doFinal(wrappedKey));
            return key.size() == KEY_BYTES ? key : instead;
        } catch (GeneralSecurityException | RuntimeException e) {
            return instead;
        }
    }

    private SecretBytes fresh() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return SecretBytes.own(key);
    }

    private static byte[] kwp(int mode, SecretBytes key, byte[] input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding", JCE);
        return key.expose(bytes -> {
            cipher.init(mode, new SecretKeySpec(bytes, "AES"));
            return cipher.doFinal(input);
        });
    }
}
