package io.keywright.server.acme;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces against replays (RFC 8555, section 6.5): numbers in order, each with a MAC by a key that this process alone has, so that
 * none outlives it. Those that were used are remembered; once they are too many, the oldest counts as used with all before it, so
 * that memory is bounded. Thread-safe.
 */
final class Nonces {

    private static final String MAC = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int MOST_REMEMBERED = 65_536;

    private final SecretKeySpec key;
    private final int most;
    private final TreeSet<Long> used = new TreeSet<>();
    private long next;
    private long earliest;

    Nonces(SecureRandom random) {
        this(random, MOST_REMEMBERED);
    }

    Nonces(SecureRandom random, int most) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, MAC);
        this.most = most;
    }

    /** One that counts once. */
    String next() {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(number()).array();
        byte[] nonce = Arrays.copyOf(number, Long.BYTES + MAC_BYTES);
        System.arraycopy(mac(number), 0, nonce, Long.BYTES, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    private synchronized long number() {
        return next++;
    }

    /** Whether {@code nonce} is one of these, and was not used yet; it is from now on. */
    boolean use(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != Long.BYTES + MAC_BYTES) {
            return false;
        }
        byte[] number = Arrays.copyOf(bytes, Long.BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
        return MessageDigest.isEqual(mac, Arrays.copyOf(mac(number), MAC_BYTES))
                && first(ByteBuffer.wrap(number).getLong());
    }

    private synchronized boolean first(long number) {
        if (number < earliest || !used.add(number)) {
            return false;
        }
        if (used.size() > most) {
            earliest = used.pollFirst() + 1;
        }
        return true;
    }

    private byte[] mac(byte[] number) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(number);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }
}
