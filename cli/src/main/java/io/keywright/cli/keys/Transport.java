package io.keywright.cli.keys;

import io.keywright.verifier.terminal.CommandFailed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code RSA-OAEP-256+AES-KWP}, as the clouds have it (PKCS#11's CKM_RSA_AES_KEY_WRAP): a fresh AES-256 key under RSA-OAEP with
 * SHA-256 and MGF1 with SHA-256 (RFC 8017), then the material under that by AES key wrap with padding (RFC 5649).
 */
final class Transport {

    private static final int AES_BYTES = 32;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Transport() {}

    /**
     * Wraps {@code material} for whoever has the private key.
     *
     * @param pem an RSA public key, SubjectPublicKeyInfo
     */
    static byte[] wrap(String pem, byte[] material) {
        byte[] aes = new byte[AES_BYTES];
        RANDOM.nextBytes(aes);
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, publicKey(pem), OAEP);
            byte[] head = rsa.doFinal(aes);
            SecretKey key = new SecretKeySpec(aes, "AES");
            Cipher wrap = Cipher.getInstance("AES/KWP/NoPadding");
            wrap.init(Cipher.ENCRYPT_MODE, key);
            byte[] body = wrap.doFinal(material);
            return ByteBuffer.allocate(head.length + body.length)
                    .put(head)
                    .put(body)
                    .array();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw CommandFailed.because("The material cannot be wrapped: %s.".formatted(e.getMessage()));
        } finally {
            Arrays.fill(aes, (byte) 0);
        }
    }

    private static PublicKey publicKey(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        byte[] der = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    }
}
