package io.keywright.core.foreign;

import java.security.SecureRandom;

/** Gives a seed where random bytes are asked for: the JDK computes public keys only of what it makes. */
final class GivenSeed extends SecureRandom {

    private final transient byte[] seed;

    GivenSeed(byte[] seed) {
        this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        if (bytes.length != seed.length) {
            throw new IllegalStateException("not asked for a seed");
        }
        System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
}
