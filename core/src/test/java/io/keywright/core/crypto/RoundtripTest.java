package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Algorithm;
import io.keywright.model.Algorithm.Purpose;
import io.keywright.model.KeyType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one choice of providers makes, the other reads, whatever the key type. */
class RoundtripTest {

    private static final List<byte[]> PAYLOADS =
            List.of(new byte[0], "hello".getBytes(UTF_8), new byte[4096], new byte[4097], new byte[524_288]);
    private static final byte[] NONE = new byte[0];
    private static final Map<CryptoEngine, Map<KeyType, GeneratedKey>> MADE = new HashMap<>();

    static Stream<Arguments> makersAndUsers() {
        return Engines.pairs().flatMap(pair -> Arrays.stream(KeyType.values()).map(type -> Arguments.of(pair, type)));
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("makersAndUsers")
    void generatesKeysThatTheOtherUses(Engines.Pair engines, KeyType type) {
        GeneratedKey key = made(engines.maker(), type);
        UsableKey mine = engines.maker().load(type, key.material(), key.publicKey());
        UsableKey theirs = engines.user().load(type, key.material(), key.publicKey());
        for (Algorithm algorithm : type.algorithms()) {
            switch (algorithm.purpose()) {
                case SIGNATURE -> assertVerifies(engines, algorithm, mine, theirs);
                case ENCRYPTION -> assertDecrypts(engines, algorithm, mine, theirs);
                case AGREEMENT -> {
                    Operations.protectSomething(engines.maker(), mine);
                    Operations.protectSomething(engines.user(), theirs);
                }
            }
        }
        assertThat(key.publicKey().length > 0).isEqualTo(type.asymmetric());
    }

    /** Once by each engine, for all that use it. */
    private static GeneratedKey made(CryptoEngine engine, KeyType type) {
        return MADE.computeIfAbsent(engine, _ -> new EnumMap<>(KeyType.class)).computeIfAbsent(type, engine::generate);
    }

    private static void assertVerifies(Engines.Pair engines, Algorithm algorithm, UsableKey mine, UsableKey theirs) {
        for (byte[] data : PAYLOADS) {
            byte[] signature = engines.maker().sign(mine, algorithm, data);
            assertThat(engines.user().verify(theirs, algorithm, data, signature))
                    .as("%s of %d bytes", algorithm, data.length)
                    .isTrue();
            byte[] other = Arrays.copyOf(data, data.length + 1);
            assertThat(engines.user().verify(theirs, algorithm, other, signature))
                    .isFalse();
        }
    }

    private static void assertDecrypts(Engines.Pair engines, Algorithm algorithm, UsableKey mine, UsableKey theirs) {
        for (byte[] data : PAYLOADS) {
            for (byte[] aad : List.of(NONE, "bound".getBytes(UTF_8))) {
                Encrypted encrypted = engines.maker().encrypt(mine, algorithm, data, aad);
                assertThat(encrypted.iv()).hasSize(12);
                assertThat(encrypted.ciphertext()).hasSize(data.length + 16);
                assertThat(engines.user().decrypt(theirs, algorithm, encrypted.ciphertext(), encrypted.iv(), aad))
                        .hasValue(data);
            }
        }
    }

    static Stream<Keys.Use> signatures() {
        return Keys.uses(Purpose.SIGNATURE).filter(use -> use.type().asymmetric());
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void verifiesWithThePublicKeyAlone(Keys.Use use) {
        Engines.pairs().forEach(engines -> {
            GeneratedKey key = Keys.made(use.type());
            UsableKey signer = engines.maker().load(use.type(), key.material(), key.publicKey());
            UsableKey verifier = engines.user().loadPublic(use.type(), key.publicKey());
            byte[] signature = engines.maker().sign(signer, use.algorithm(), NONE);
            assertThat(engines.user().verify(verifier, use.algorithm(), NONE, signature))
                    .isTrue();
        });
    }
}
