package io.keywright.testkit.provider.gcp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** A key with its versions, of which the last wraps. A wrap is its version, an IV, and what AES-GCM makes of the rest. */
final class GcpCryptoKey {

    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<SecretKey> versions = new CopyOnWriteArrayList<>();
    private final List<String> states = new CopyOnWriteArrayList<>();
    private volatile String purpose = "ENCRYPT_DECRYPT";

    GcpCryptoKey() {
        rotate();
    }

    void rotate() {
        try {
            versions.add(KeyGenerator.getInstance("AES").generateKey());
            states.add("ENABLED");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void state(String state) {
        states.replaceAll(old -> state);
    }

    void purpose(String purpose) {
        this.purpose = purpose;
    }

    String purpose() {
        return purpose;
    }

    int primary() {
        return versions.size();
    }

    String stateOf(int version) {
        return states.get(version - 1);
    }

    byte[] encrypt(byte[] plaintext, byte[] context) throws GeneralSecurityException {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, primary(), iv, context).doFinal(plaintext);
        return ByteBuffer.allocate(Integer.BYTES + IV_BYTES + sealed.length)
                .putInt(primary())
                .put(iv)
                .put(sealed)
                .array();
    }

    /** The version that a wrap names; empty if this key has none such. */
    Optional<Integer> version(byte[] ciphertext) {
        int version = ciphertext.length < Integer.BYTES + IV_BYTES
                ? 0
                : ByteBuffer.wrap(ciphertext).getInt();
        return version >= 1 && version <= primary() ? Optional.of(version) : Optional.empty();
    }

    byte[] decrypt(int version, byte[] ciphertext, byte[] context) throws GeneralSecurityException {
        byte[] iv = new byte[IV_BYTES];
        ByteBuffer rest = ByteBuffer.wrap(ciphertext).position(Integer.BYTES).get(iv);
        byte[] sealed = new byte[rest.remaining()];
        rest.get(sealed);
        return cipher(Cipher.DECRYPT_MODE, version, iv, context).doFinal(sealed);
    }

    private Cipher cipher(int mode, int version, byte[] iv, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, versions.get(version - 1), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(context);
        return cipher;
    }
}
