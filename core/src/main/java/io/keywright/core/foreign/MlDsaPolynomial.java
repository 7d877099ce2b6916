package io.keywright.core.foreign;

import java.util.function.IntUnaryOperator;

/**
 * A polynomial of FIPS 204, section 2.3, of 256 coefficients from 0 to Q - 1, or its transform (section 7.5). Its time depends
 * on nothing but where the processor divides in other times by other numbers. Immutable.
 */
record MlDsaPolynomial(int[] coefficients) {

    static final int Q = 8380417;
    static final int SIZE = 256;

    private static final long ROOT = 1753;
    private static final long INVERSE_OF_SIZE = 8347681;
    private static final long[] ROOTS = roots();

    /** @param coefficient of each place, between -Q and Q */
    static MlDsaPolynomial of(IntUnaryOperator coefficient) {
        int[] coefficients = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            coefficients[i] = Math.floorMod(coefficient.applyAsInt(i), Q);
        }
        return new MlDsaPolynomial(coefficients);
    }

    /** What SHAKE128 of {@code seed} makes of a matrix's element, already transformed (algorithm 30). */
    static MlDsaPolynomial sampled(byte[] seed) {
        Shake128 stream = new Shake128(seed);
        return of(place -> below(stream));
    }

    private static int below(Shake128 stream) {
        int number;
        do {
            number = stream.next() | stream.next() << 8 | (stream.next() & 0x7f) << 16;
        } while (number >= Q);
        return number;
    }

    /** The powers of the root of unity in the order in which the transforms need them (appendix B). */
    private static long[] roots() {
        long[] roots = new long[SIZE];
        long power = 1;
        for (int i = 0; i < SIZE; i++) {
            roots[Integer.reverse(i) >>> 24] = power;
            power = power * ROOT % Q;
        }
        return roots;
    }

    MlDsaPolynomial plus(MlDsaPolynomial other) {
        return of(i -> coefficients[i] + other.coefficients[i] - Q);
    }

    /** The product of two transforms. */
    MlDsaPolynomial times(MlDsaPolynomial other) {
        return of(i -> (int) ((long) coefficients[i] * other.coefficients[i] % Q));
    }

    /** Its transform (algorithm 41). */
    MlDsaPolynomial transformed() {
        int[] w = coefficients.clone();
        int root = 0;
        for (int half = SIZE / 2; half > 0; half /= 2) {
            for (int start = 0; start < SIZE; start += 2 * half) {
                long z = ROOTS[++root];
                for (int j = start; j < start + half; j++) {
                    int t = (int) (z * w[j + half] % Q);
                    w[j + half] = Math.floorMod(w[j] - t, Q);
                    w[j] = (w[j] + t) % Q;
                }
            }
        }
        return new MlDsaPolynomial(w);
    }

    /** What this is the transform of (algorithm 42). */
    MlDsaPolynomial restored() {
        int[] w = coefficients.clone();
        int root = SIZE;
        for (int half = 1; half < SIZE; half *= 2) {
            for (int start = 0; start < SIZE; start += 2 * half) {
                long z = Q - ROOTS[--root];
                for (int j = start; j < start + half; j++) {
                    int t = w[j];
                    w[j] = (t + w[j + half]) % Q;
                    w[j + half] = (int) (z * Math.floorMod(t - w[j + half], Q) % Q);
                }
            }
        }
        return of(i -> (int) (w[i] * INVERSE_OF_SIZE % Q));
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "MlDsaPolynomial";
    }
}
