package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Algorithm;

/** Uses a key for whatever it is good for. */
final class Operations {

    private static final byte[] DATA = new byte[32];

    private Operations() {}

    /** Signs and verifies, or encrypts and decrypts, with the default algorithm. */
    static void protectSomething(CryptoEngine engine, UsableKey key) {
        Algorithm algorithm = key.type().defaultAlgorithm();
        switch (algorithm.purpose()) {
            case SIGNATURE ->
                assertThat(engine.verify(key, algorithm, DATA, engine.sign(key, algorithm, DATA)))
                        .isTrue();
            case ENCRYPTION -> {
                Encrypted made = engine.encrypt(key, algorithm, DATA, DATA);
                assertThat(engine.decrypt(key, algorithm, made.ciphertext(), made.iv(), DATA))
                        .hasValue(DATA);
            }
        }
    }
}
