package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Algorithm;
import io.keywright.model.Kdf;

/** Uses a key for whatever it is good for. */
final class Operations {

    private static final byte[] DATA = new byte[32];

    private Operations() {}

    /** Signs and verifies, encrypts and decrypts, or agrees with itself, with the default algorithm. */
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
            case AGREEMENT -> {
                byte[] peer = Keys.made(key.type()).publicKey();
                assertThat(engine.agree(key, algorithm, peer, Kdf.HKDF_SHA256, DATA, DATA, 32))
                        .isPresent();
            }
        }
    }
}
