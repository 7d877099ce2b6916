package io.keywright.core.operations;

import io.keywright.model.ErrorCode;
import io.keywright.model.Kdf;
import io.keywright.model.KeywrightException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is derived, whatever from.
 *
 * @param salt 16 to 1024 bytes (NIST SP 800-132, section 5.1), not secret
 * @param info what the secret is for; at most 1024 bytes; empty with PBKDF2, which has no place for it
 * @param iterations of PBKDF2; 0 with HKDF
 * @param bytes how many are derived
 */
public record Derivation(Kdf kdf, byte[] salt, byte[] info, int iterations, int bytes) {

    /** The least iterations: those that OWASP asks for, far above the 1000 of NIST SP 800-132. */
    public static final int LEAST_ITERATIONS_SHA256 = 600_000;

    /** The same of SHA-512, each of which takes longer. */
    public static final int LEAST_ITERATIONS_SHA512 = 210_000;

    /** More would keep a processor busy for longer than a request may take. */
    public static final int MOST_ITERATIONS = 2_000_000;

    /** The shortest salt, and the shortest secret that is strong. */
    static final int STRONG_BYTES = 16;

    private static final int MOST_BYTES = 1024;
    private static final int MOST_PBKDF2_BYTES = 64;

    /**
     * What a request asks for; iterations that it leaves out are the least.
     *
     * @throws KeywrightException INVALID_REQUEST if something is too small, too large, or does not fit
     */
    public static Derivation of(Kdf kdf, byte[] salt, byte @Nullable [] info, @Nullable Integer iterations, int bytes) {
        require(salt.length >= STRONG_BYTES && salt.length <= MOST_BYTES, "salt", "must be 16 to 1024 bytes");
        return switch (kdf.family()) {
            case HKDF -> {
                require(iterations == null, "iterations", "is for PBKDF2; leave it out");
                require(info == null || info.length <= MOST_BYTES, "info", "must be at most 1024 bytes");
                require(bytes >= STRONG_BYTES && bytes <= MOST_BYTES, "length", "must be 16 to 1024");
                yield new Derivation(kdf, salt, info == null ? new byte[0] : info, 0, bytes);
            }
            case PBKDF2 -> {
                int least = kdf == Kdf.PBKDF2_SHA512 ? LEAST_ITERATIONS_SHA512 : LEAST_ITERATIONS_SHA256;
                int wanted = iterations == null ? least : iterations;
                require(wanted >= least && wanted <= MOST_ITERATIONS, "iterations", bounds(kdf, least));
                require(info == null, "info", "is for HKDF; leave it out");
                require(bytes >= STRONG_BYTES && bytes <= MOST_PBKDF2_BYTES, "length", "must be 16 to 64 with PBKDF2");
                yield new Derivation(kdf, salt, new byte[0], wanted, bytes);
            }
        };
    }

    private static String bounds(Kdf kdf, int least) {
        return "must be " + least + " to " + MOST_ITERATIONS + " with " + kdf.wireName();
    }

    static void require(boolean allowed, String member, String rule) {
        if (!allowed) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, member + " " + rule + ".", Map.of("member", member));
        }
    }
}
