package io.keywright.core.foreign;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/**
 * The expanded private key of ML-DSA-65 (FIPS 204, algorithm 24): the seeds ρ and K, the digest tr of the public key, s1, s2 and
 * t0. The JDK computes no public key of it; Bouncy Castle does.
 */
final class MlDsaExpandedKey {

    static final int BYTES = 4032;

    private static final int SEED_BYTES = 32;
    private static final int DIGEST_BYTES = 64;
    private static final int SMALL_START = 2 * SEED_BYTES + DIGEST_BYTES;
    private static final int SMALL_POLYNOMIALS = 11;
    private static final int SMALL_BYTES = SMALL_POLYNOMIALS * 128;
    private static final int MOST_SMALL = 8;

    private final MLDSAPrivateKeyParameters key;

    private MlDsaExpandedKey(MLDSAPrivateKeyParameters key) {
        this.key = key;
    }

    /** What a seed of 32 bytes expands to (algorithm 6). */
    static MlDsaExpandedKey of(byte[] seed) {
        return new MlDsaExpandedKey(new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, seed));
    }

    /** @param bytes so many {@link #BYTES}; refused where the coefficients of s1 and s2, two to a byte, are not from -4 to 4 */
    static MlDsaExpandedKey read(byte[] bytes) {
        Fault.INCONSISTENT.unless(IntStream.range(SMALL_START, SMALL_START + SMALL_BYTES)
                .map(i -> bytes[i])
                .allMatch(pair -> (pair & 0xF) <= MOST_SMALL && (pair >> 4 & 0xF) <= MOST_SMALL));
        return new MlDsaExpandedKey(new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, bytes));
    }

    /** The key in the form that {@link #read} takes. */
    byte[] bytes() {
        return key.getEncoded();
    }

    /** K, of which signatures are made deterministic. */
    byte[] signingSeed() {
        return key.getK();
    }

    /** The public key (algorithm 22), computed from ρ, s1 and s2; refuses a key whose digest is of another. */
    byte[] publicKey() throws GeneralSecurityException {
        byte[] computed = key.getPublicKey();
        Fault.INCONSISTENT.unless(MessageDigest.isEqual(
                MessageDigest.getInstance("SHAKE256-512", "SUN").digest(computed), key.getTr()));
        return computed;
    }
}
