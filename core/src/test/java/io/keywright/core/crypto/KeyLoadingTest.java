package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.KeyType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyLoadingTest {

    static Stream<Arguments> everyType() {
        return Engines.all().flatMap(engine -> Arrays.stream(KeyType.values()).map(type -> Arguments.of(engine, type)));
    }

    static Stream<Arguments> everyAsymmetricType() {
        return everyType().filter(arguments -> ((KeyType) arguments.get()[1]).asymmetric());
    }

    @ParameterizedTest
    @MethodSource("everyAsymmetricType")
    void refusesThePublicKeyOfAnotherPair(Engines.Named named, KeyType type) {
        byte[] foreign = Engines.quickest().generate(type).publicKey();
        SecretBytes material = Keys.made(type).material();
        assertThatThrownBy(() -> named.engine().load(type, material, foreign))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("do not belong together");
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void refusesMaterialOfEveryOtherType(Engines.Named named, KeyType type) {
        GeneratedKey own = Keys.made(type);
        Arrays.stream(KeyType.values())
                .map(Keys::made)
                .filter(key -> !fits(type, key))
                .forEach(other -> {
                    assertUnusable(named, type, other.material(), own.publicKey());
                    if (type.asymmetric()) {
                        assertUnusable(named, type, other.material(), other.publicKey());
                        assertUnusable(named, type, own.material(), other.publicKey());
                    }
                });
    }

    /** The bytes of some keys are those of two types: the binding of its wrapping tells a key's type. */
    private static boolean fits(KeyType type, GeneratedKey key) {
        return form(type).equals(form(key.type()));
    }

    private static String form(KeyType type) {
        return type.asymmetric() ? type.wireName().replace("ECDH", "EC") : "32 bytes";
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void refusesMaterialThatIsCut(Engines.Named named, KeyType type) {
        byte[] whole = Keys.made(type).material().expose(byte[]::clone);
        Tampering.everyTruncation(whole)
                .map(SecretBytes::own)
                .forEach(cut -> assertUnusable(named, type, cut, Keys.made(type).publicKey()));
    }

    @ParameterizedTest
    @MethodSource("everyAsymmetricType")
    void refusesPublicKeysThatAreCutOrContinued(Engines.Named named, KeyType type) {
        byte[] whole = Keys.made(type).publicKey();
        Stream.concat(Tampering.everyTruncation(whole), Stream.of(Arrays.copyOf(whole, whole.length + 1)))
                .forEach(spki -> assertThatThrownBy(() -> named.engine().loadPublic(type, spki))
                        .isInstanceOf(UnusableKeyException.class));
    }

    /** secp256k1, whose keys are as long as those of P-256. */
    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void refusesAnotherCurveOfTheSameSize(Engines.Named named) {
        byte[] spki = HexFormat.of()
                .parseHex("3056301006072a8648ce3d020106052b8104000a034200"
                        + "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                        + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
        assertThatThrownBy(() -> named.engine().loadPublic(KeyType.EC_P256, spki))
                .isInstanceOf(UnusableKeyException.class);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void keepsNothingOfTheMaterialThatItIsGiven(Engines.Named named, KeyType type) {
        byte[] copy = Keys.made(type).material().expose(byte[]::clone);
        SecretBytes material = SecretBytes.own(copy);
        UsableKey key = named.engine().load(type, material, Keys.made(type).publicKey());
        material.close();
        assertThat(key.destroyed()).isFalse();
        Operations.protectSomething(named.engine(), key);
    }

    private static void assertUnusable(Engines.Named named, KeyType type, SecretBytes material, byte[] publicKey) {
        assertThatThrownBy(() -> named.engine().load(type, material, publicKey))
                .isInstanceOf(UnusableKeyException.class);
    }
}
