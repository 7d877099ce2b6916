package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Algorithm;
import io.keywright.model.Kdf;
import io.keywright.model.KeyType;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two who agree upon a secret, and one who sends what is no key. */
class AgreementTest {

    private static final String X25519_PRIVATE = "302e020100300506032b656e04220420";
    private static final String X25519_PUBLIC = "302a300506032b656e032100";
    private static final byte[] SALT = new byte[16];
    private static final byte[] INFO = new byte[4];

    private final CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());

    private Optional<SecretBytes> agreed(UsableKey key, byte[] peer) {
        return engine.agree(key, Algorithm.ECDH, peer, Kdf.HKDF_SHA256, SALT, INFO, 32);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @ParameterizedTest
    @EnumSource(names = {"X25519", "ECDH_P256", "ECDH_P384"})
    void bothSidesComeToTheSame(KeyType type) {
        GeneratedKey one = engine.generate(type);
        GeneratedKey other = engine.generate(type);
        Optional<SecretBytes> here = agreed(engine.load(type, one.material(), one.publicKey()), other.publicKey());
        Optional<SecretBytes> there = agreed(engine.load(type, other.material(), other.publicKey()), one.publicKey());
        assertThat(here).isPresent().isEqualTo(there);
        assertThat(agreed(Keys.load(engine, type), one.publicKey())).isPresent().isNotEqualTo(here);
    }

    /** RFC 7748, section 6.1, both ways. */
    @ParameterizedTest
    @CsvSource({
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a,"
                + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a,"
                + "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb,"
                + "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f,"
                + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    })
    void derivesFromThePublishedSecret(String own, String ownPublic, String peer) {
        UsableKey key =
                engine.load(KeyType.X25519, SecretBytes.own(hex(X25519_PRIVATE + own)), hex(X25519_PUBLIC + ownPublic));
        SecretBytes shared = SecretBytes.own(hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
        assertThat(agreed(key, hex(X25519_PUBLIC + peer)))
                .contains(engine.hkdf(Kdf.HKDF_SHA256, shared, SALT, INFO, 32));
    }

    /** Of order 1, 2, 4 and 8: what is shared would be zero, whoever the private key's holder is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void agreesUponNothingWithAPointOfSmallOrder(String point) {
        assertThat(agreed(Keys.load(engine, KeyType.X25519), hex(X25519_PUBLIC + point)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ECDH_P256", "ECDH_P384"})
    void agreesUponNothingWithAPointBesideTheCurve(KeyType type) {
        byte[] peer = engine.generate(type).publicKey();
        peer[peer.length - 1] ^= 1;
        assertThat(agreed(Keys.load(engine, type), peer)).isEmpty();
    }

    @Test
    void agreesUponNothingWithAKeyOfAnotherCurve() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp521r1"));
        byte[] other = generator.generateKeyPair().getPublic().getEncoded();
        for (KeyType type : new KeyType[] {KeyType.X25519, KeyType.ECDH_P256, KeyType.ECDH_P384}) {
            UsableKey key = Keys.load(engine, type);
            assertThat(agreed(key, other)).isEmpty();
            assertThat(agreed(key, Keys.made(KeyType.ED25519).publicKey())).isEmpty();
            assertThat(agreed(key, Keys.made(KeyType.RSA_2048).publicKey())).isEmpty();
            assertThat(agreed(key, new byte[0])).isEmpty();
        }
        assertThat(agreed(
                        Keys.load(engine, KeyType.ECDH_P384),
                        Keys.made(KeyType.ECDH_P256).publicKey()))
                .isEmpty();
    }
}
