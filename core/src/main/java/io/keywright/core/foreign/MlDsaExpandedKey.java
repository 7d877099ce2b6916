package io.keywright.core.foreign;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The expanded private key of ML-DSA-65 (FIPS 204, algorithm 24), of which the JDK computes no public key.
 *
 * @param matrixSeed ρ, which is public
 * @param signingSeed K
 * @param publicDigest tr, the digest of the public key
 * @param s1 five polynomials of small coefficients
 * @param s2 six such
 * @param low t0, the low bits of the six polynomials whose high bits are public
 */
record MlDsaExpandedKey(
        byte[] matrixSeed,
        byte[] signingSeed,
        byte[] publicDigest,
        MlDsaPolynomial[] s1,
        MlDsaPolynomial[] s2,
        MlDsaPolynomial[] low) {

    static final int BYTES = 4032;
    static final int PUBLIC_BYTES = 1952;

    private static final int ROWS = 6;
    private static final int COLUMNS = 5;
    private static final int SEED_BYTES = 32;
    private static final int DIGEST_BYTES = 64;
    private static final int MOST_SMALL = 4;
    private static final int SMALL_BITS = 4;
    private static final int LOW_BITS = 13;
    private static final int HIGH_BITS = 10;

    /** @param key so many {@link #BYTES} */
    static MlDsaExpandedKey read(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return new MlDsaExpandedKey(
                take(bytes, SEED_BYTES),
                take(bytes, SEED_BYTES),
                take(bytes, DIGEST_BYTES),
                polynomials(bytes, COLUMNS, SMALL_BITS, MOST_SMALL),
                polynomials(bytes, ROWS, SMALL_BITS, MOST_SMALL),
                polynomials(bytes, ROWS, LOW_BITS, 1 << (LOW_BITS - 1)));
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    /** Each coefficient is written as how much less it is than {@code most} (algorithm 19). */
    private static MlDsaPolynomial[] polynomials(ByteBuffer bytes, int count, int bits, int most) {
        return IntStream.range(0, count)
                .mapToObj(i -> take(bytes, bits * MlDsaPolynomial.SIZE / Byte.SIZE))
                .map(packed -> MlDsaPolynomial.of(place -> small(most - bits(packed, place * bits, bits), most)))
                .toArray(MlDsaPolynomial[]::new);
    }

    private static int small(int coefficient, int most) {
        Fault.INCONSISTENT.unless(coefficient >= -most);
        return coefficient;
    }

    private static int bits(byte[] packed, int from, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            int bit = packed[(from + i) / Byte.SIZE] >> (from + i) % Byte.SIZE & 1;
            number |= bit << i;
        }
        return number;
    }

    /** The public key (algorithm 22), computed from all the rest; refuses a key that says otherwise of itself. */
    byte[] publicKey() throws GeneralSecurityException {
        MlDsaPolynomial[] transformed =
                Arrays.stream(s1).map(MlDsaPolynomial::transformed).toArray(MlDsaPolynomial[]::new);
        byte[] key = Arrays.copyOf(matrixSeed, PUBLIC_BYTES);
        for (int row = 0; row < ROWS; row++) {
            int[] sum = row(row, transformed).plus(s2[row]).coefficients();
            for (int i = 0; i < sum.length; i++) {
                int high = (sum[i] + (1 << (LOW_BITS - 1)) - 1) >> LOW_BITS;
                int rest = Math.floorMod(sum[i] - (high << LOW_BITS), MlDsaPolynomial.Q);
                Fault.INCONSISTENT.unless(rest == low[row].coefficients()[i]);
                put(high, key, SEED_BYTES * Byte.SIZE + (row * sum.length + i) * HIGH_BITS);
            }
        }
        Fault.INCONSISTENT.unless(MessageDigest.isEqual(
                MessageDigest.getInstance("SHAKE256-512", "SUN").digest(key), publicDigest));
        return key;
    }

    private MlDsaPolynomial row(int row, MlDsaPolynomial[] transformed) {
        return IntStream.range(0, COLUMNS)
                .mapToObj(
                        column -> MlDsaPolynomial.sampled(element(row, column)).times(transformed[column]))
                .reduce(MlDsaPolynomial::plus)
                .orElseThrow()
                .restored();
    }

    private byte[] element(int row, int column) {
        byte[] seed = Arrays.copyOf(matrixSeed, SEED_BYTES + 2);
        seed[SEED_BYTES] = (byte) column;
        seed[SEED_BYTES + 1] = (byte) row;
        return seed;
    }

    private static void put(int number, byte[] packed, int from) {
        for (int i = 0; i < HIGH_BITS; i++) {
            packed[(from + i) / Byte.SIZE] |= (byte) ((number >> i & 1) << (from + i) % Byte.SIZE);
        }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "MlDsaExpandedKey";
    }
}
