package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.Algorithm.Purpose;
import io.keywright.model.KeyType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** One key of each type, made once by the quickest providers, as making RSA keys takes long. */
final class Keys {

    private static final Map<KeyType, GeneratedKey> MADE = new EnumMap<>(KeyType.class);

    private Keys() {}

    /** A way to use a key. */
    record Use(KeyType type, Algorithm algorithm) {
        @Override
        public String toString() {
            return algorithm.wireName() + " with " + type.wireName();
        }
    }

    static Stream<Use> uses(Purpose purpose) {
        return Arrays.stream(KeyType.values())
                .flatMap(type -> type.algorithms().stream().sorted().map(algorithm -> new Use(type, algorithm)))
                .filter(use -> use.algorithm().purpose() == purpose);
    }

    static GeneratedKey made(KeyType type) {
        synchronized (MADE) {
            return MADE.computeIfAbsent(type, Engines.quickest()::generate);
        }
    }

    static UsableKey load(CryptoEngine engine, KeyType type) {
        return engine.load(type, made(type).material(), made(type).publicKey());
    }
}
