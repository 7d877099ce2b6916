package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.Kdf;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlgorithmConfusionTest {

    private static final byte[] SOME = new byte[64];

    private static final Map<KeyType, UsableKey> LOADED = new EnumMap<>(KeyType.class);

    private final CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());

    /** Each type with each algorithm and operation that it is not for. */
    static Stream<Arguments> mismatches() {
        return Arrays.stream(KeyType.values())
                .flatMap(type -> Arrays.stream(Algorithm.values())
                        .flatMap(algorithm -> Arrays.stream(Call.values())
                                .filter(call ->
                                        !type.algorithms().contains(algorithm) || call.purpose != algorithm.purpose())
                                .map(call -> Arguments.of(call, type, algorithm))));
    }

    @ParameterizedTest(name = "{0} with {1} by {2}")
    @MethodSource("mismatches")
    void refusesWhatDoesNotFitTheKey(Call call, KeyType type, Algorithm algorithm) {
        UsableKey key = LOADED.computeIfAbsent(type, _ -> Keys.load(engine, type));
        KeywrightException refusal =
                catchThrowableOfType(KeywrightException.class, () -> call.run(engine, key, algorithm));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.details())
                .containsEntry("reason", "algorithm_mismatch")
                .containsEntry("key_type", type.wireName())
                .containsEntry("algorithm", algorithm.wireName());
    }

    @Test
    void namesTheAlgorithmsThatFit() {
        UsableKey key = Keys.load(engine, KeyType.RSA_2048);
        KeywrightException refusal =
                catchThrowableOfType(KeywrightException.class, () -> engine.sign(key, Algorithm.ES256, SOME));
        assertThat(refusal.advice()).isEqualTo("Choose an algorithm that fits a key of type RSA-2048: RS256, PS256.");
        assertThat(refusal.details()).containsEntry("fitting_algorithms", "RS256, PS256");
    }

    enum Call {
        SIGN(Algorithm.Purpose.SIGNATURE),
        VERIFY(Algorithm.Purpose.SIGNATURE),
        ENCRYPT(Algorithm.Purpose.ENCRYPTION),
        DECRYPT(Algorithm.Purpose.ENCRYPTION),
        AGREE(Algorithm.Purpose.AGREEMENT);

        private final Algorithm.Purpose purpose;

        Call(Algorithm.Purpose purpose) {
            this.purpose = purpose;
        }

        void run(CryptoEngine engine, UsableKey key, Algorithm algorithm) {
            Consumer<Object> ignore = result -> {};
            switch (this) {
                case SIGN -> ignore.accept(engine.sign(key, algorithm, SOME));
                case VERIFY -> ignore.accept(engine.verify(key, algorithm, SOME, SOME));
                case ENCRYPT -> ignore.accept(engine.encrypt(key, algorithm, SOME, SOME));
                case AGREE -> ignore.accept(engine.agree(key, algorithm, SOME, Kdf.HKDF_SHA256, SOME, SOME, 32));
                case DECRYPT -> ignore.accept(engine.decrypt(key, algorithm, SOME, new byte[12], SOME));
            }
        }
    }
}
