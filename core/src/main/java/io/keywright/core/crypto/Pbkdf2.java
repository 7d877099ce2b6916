package io.keywright.core.crypto;

import io.keywright.core.work.Deadline;
import io.keywright.model.Kdf;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/** Derives from passwords of any bytes (RFC 8018, section 5.2). The JDK's own takes text alone. */
final class Pbkdf2 {

    /** So often it looks whether anybody still waits. */
    private static final int AT_A_TIME = 10_000;

    private final Mac mac;
    private final int iterations;
    private final Deadline deadline;

    private Pbkdf2(Mac mac, int iterations, Deadline deadline) {
        this.mac = mac;
        this.iterations = iterations;
        this.deadline = deadline;
    }

    /**
     * @param secret not empty
     * @throws io.keywright.model.KeywrightException DEPENDENCY_UNAVAILABLE at the deadline
     */
    static SecretBytes derive(Kdf kdf, SecretBytes secret, byte[] salt, int iterations, int bytes, Deadline deadline)
            throws GeneralSecurityException {
        String name = kdf == Kdf.PBKDF2_SHA512 ? "HmacSHA512" : "HmacSHA256";
        Mac mac = Mac.getInstance(name);
        mac.init(new RawKey(name, secret));
        byte[] derived = new Pbkdf2(mac, iterations, deadline).blocks(salt, bytes, kdf.hashBytes());
        try {
            return SecretBytes.copyOf(derived);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    private byte[] blocks(byte[] salt, int bytes, int hashBytes) throws GeneralSecurityException {
        ByteBuffer derived = ByteBuffer.allocate(bytes);
        for (int number = 1; derived.hasRemaining(); number++) {
            byte[] block = block(salt, number);
            derived.put(block, 0, Math.min(hashBytes, derived.remaining()));
            Arrays.fill(block, (byte) 0);
        }
        return derived.array();
    }

    private byte[] block(byte[] salt, int number) throws GeneralSecurityException {
        mac.update(salt);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        byte[] link = mac.doFinal();
        byte[] block = link.clone();
        for (int i = 1; i < iterations; i++) {
            if (i % AT_A_TIME == 0 && deadline.passed()) {
                throw Deadline.missed();
            }
            mac.update(link);
            mac.doFinal(link, 0);
            for (int at = 0; at < block.length; at++) {
                block[at] ^= link[at];
            }
        }
        Arrays.fill(link, (byte) 0);
        return block;
    }
}
