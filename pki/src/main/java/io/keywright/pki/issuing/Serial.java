package io.keywright.pki.issuing;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers that nobody can guess, and no two certificates share: 128 random bits, with a bit on top that is always set. */
public final class Serial {

    private static final int RANDOM_BITS = 128;

    private Serial() {}

    /** 17 bytes, of the 20 that RFC 5280, section 4.1.2.2, allows. */
    public static BigInteger random(SecureRandom random) {
        return new BigInteger(RANDOM_BITS, random).setBit(RANDOM_BITS);
    }
}
