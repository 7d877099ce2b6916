package io.keywright.server.harness;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** What anybody can make for an import with a plain JDK. */
public final class WrappedMaterial {

    private WrappedMaterial() {}

    /**
     * Wraps {@code material}.
     *
     * @param begun what answered {@code POST /keys/imports}, with its wrapping key
     */
    public static byte[] of(byte[] material, Reply begun) throws GeneralSecurityException {
        PublicKey recipient = PublicKeys.parse(begun.text("wrapping_key"), "RSA-3072");
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256);
        SecretKey key = generator.generateKey();
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
        oaep.init(
                Cipher.ENCRYPT_MODE,
                recipient,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        Cipher kwp = Cipher.getInstance("AES/KWP/NoPadding");
        kwp.init(Cipher.ENCRYPT_MODE, key);
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        blob.writeBytes(oaep.doFinal(key.getEncoded()));
        blob.writeBytes(kwp.doFinal(material));
        return blob.toByteArray();
    }
}
