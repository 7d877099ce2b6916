package io.keywright.core.backup.recovery;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Secret sharing (Shamir, "How to Share a Secret", 1979) over GF(256) with the polynomial of AES, byte by byte: a secret is
 * the value at 0 of a random polynomial, a share its value at another place. Fewer shares than its degree needs tell nothing.
 * Takes a time that depends on sizes and places alone.
 */
final class Shamir {

    /** x^8 + x^4 + x^3 + x + 1, without its highest term. */
    private static final int POLYNOMIAL = 0x1b;

    private static final int BITS = 8;
    private static final int BYTE = 0xff;

    private Shamir() {}

    /**
     * Splits {@code secret}.
     *
     * @return what each place from 1 to {@code shares} gets, as long as the secret
     */
    static SortedMap<Integer, byte[]> split(byte[] secret, int threshold, int shares, SecureRandom random) {
        if (threshold < 2 || threshold > shares || shares > BYTE) {
            throw new IllegalArgumentException("a secret is split into 2 to 255 shares, of which 2 or more are needed");
        }
        byte[][] coefficients = new byte[threshold][secret.length];
        coefficients[0] = secret.clone();
        for (int degree = 1; degree < threshold; degree++) {
            random.nextBytes(coefficients[degree]);
        }
        SortedMap<Integer, byte[]> split = new TreeMap<>();
        for (int place = 1; place <= shares; place++) {
            split.put(place, valueAt(place, coefficients));
        }
        for (byte[] coefficient : coefficients) {
            Arrays.fill(coefficient, (byte) 0);
        }
        return split;
    }

    private static byte[] valueAt(int place, byte[][] coefficients) {
        byte[] value = new byte[coefficients[0].length];
        for (int degree = coefficients.length - 1; degree >= 0; degree--) {
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) (times(value[i], place) ^ coefficients[degree][i]);
            }
        }
        return value;
    }

    /** The value at 0 of the polynomial through {@code shares}: the secret, if they are enough and all right. */
    static byte[] join(Map<Integer, byte[]> shares) {
        byte[] secret = new byte[shares.values().iterator().next().length];
        shares.forEach((place, share) -> {
            int weight = 1;
            for (int other : shares.keySet()) {
                if (other != place) {
                    weight = times(weight, times(other, inverse(other ^ place)));
                }
            }
            for (int i = 0; i < secret.length; i++) {
                secret[i] ^= (byte) times(share[i], weight);
            }
        });
        return secret;
    }

    /** The product in the field, without a branch or a table that depends on its factors. */
    static int times(int a, int b) {
        int product = 0;
        int left = a & BYTE;
        for (int bit = 0; bit < BITS; bit++) {
            product ^= left & -(b >> bit & 1);
            left = (left << 1 & BYTE) ^ (POLYNOMIAL & -(left >> (BITS - 1) & 1));
        }
        return product;
    }

    /** a^254, which is 1/a. */
    static int inverse(int a) {
        int power = a;
        int inverse = 1;
        for (int bit = 1; bit < BITS; bit++) {
            power = times(power, power);
            inverse = times(inverse, power);
        }
        return inverse;
    }
}
