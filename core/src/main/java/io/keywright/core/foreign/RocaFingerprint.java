package io.keywright.core.foreign;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether an RSA modulus was made by a faulty library whose primes can be found out (CVE-2017-15361): modulo each small
 * prime it is then a power of 65537, which is so of hardly any other.
 */
final class RocaFingerprint {

    private static final int GENERATOR = 65537;
    private static final int LARGEST = 167;

    private RocaFingerprint() {}

    static boolean of(BigInteger modulus) {
        return IntStream.rangeClosed(3, LARGEST)
                .filter(number -> BigInteger.valueOf(number).isProbablePrime(Integer.SIZE))
                .allMatch(prime -> powers(prime)
                        .contains(modulus.mod(BigInteger.valueOf(prime)).intValue()));
    }

    private static Set<Integer> powers(int prime) {
        Set<Integer> powers = new HashSet<>();
        int power = 1;
        while (powers.add(power)) {
            power = power * (GENERATOR % prime) % prime;
        }
        return powers;
    }
}
