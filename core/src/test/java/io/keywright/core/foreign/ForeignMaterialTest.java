package io.keywright.core.foreign;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ForeignMaterialTest {

    private static final String P256 = "301306072a8648ce3d020106082a8648ce3d030107";
    private static final String ED25519 = "300506032b6570";
    private static final String ML_DSA = "300b0609608648016503040312";

    private static final CryptoEngine ENGINE = new CryptoEngine(CryptoProviders.jdk());
    private static final ForeignMaterial FOREIGN = new ForeignMaterial(ENGINE);

    private static void refuses(Fault fault, KeyType type, byte[] material) {
        assertThatThrownBy(() -> FOREIGN.read(type, SecretBytes.copyOf(material)))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details())
                                .containsEntry("reason", fault.name().toLowerCase(Locale.ROOT)));
    }

    private static byte[] bytes(SecretBytes secret) {
        return secret.expose(byte[]::clone);
    }

    /** An element of DER, or several that follow each other. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(content::writeBytes);
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.size() < 128) {
            element.write(content.size());
        } else if (content.size() < 256) {
            element.writeBytes(new byte[] {(byte) 0x81, (byte) content.size()});
        } else {
            element.writeBytes(new byte[] {(byte) 0x82, (byte) (content.size() >> 8), (byte) content.size()});
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] number(BigInteger number) {
        return der(2, number.toByteArray());
    }

    private static byte[] pkcs8(String algorithm, byte[] privateKey, byte[]... more) {
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        Arrays.stream(more).forEach(after::writeBytes);
        byte[] version = number(BigInteger.valueOf(more.length));
        return der(0x30, version, hex(algorithm), der(4, privateKey), after.toByteArray());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RSA_4096")
    void whatIsMadeHereIsReadAsTheSameKey(KeyType type) {
        try (GeneratedKey made = ENGINE.generate(type);
                GeneratedKey read = FOREIGN.read(type, made.material())) {
            assertThat(read.publicKey()).isEqualTo(made.publicKey());
            assertThat(bytes(read.material())).isEqualTo(bytes(made.material()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "EC_P256", "ED25519"})
    void everyTruncationAndWhatComesAfterTheKeyAreRefused(KeyType type) {
        byte[] material = bytes(ENGINE.generate(type).material());
        for (int length = 0; length < material.length; length++) {
            refuses(Fault.MALFORMED, type, Arrays.copyOf(material, length));
        }
        refuses(Fault.MALFORMED, type, Arrays.copyOf(material, material.length + 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "EC_P384", "ED25519", "RSA_2048", "ML_DSA_65"})
    void aKeyOfAnotherTypeIsSaidToBeOne(KeyType type) {
        KeyType other = type == KeyType.EC_P256 ? KeyType.EC_P384 : KeyType.EC_P256;
        refuses(Fault.OTHER_KEY_TYPE, other, bytes(ENGINE.generate(type).material()));
        refuses(Fault.WRONG_LENGTH, KeyType.AES_256, bytes(ENGINE.generate(type).material()));
    }

    @Test
    void whatSomebodyThoughtUpIsNoKey() {
        byte[] random = new byte[32];
        ThreadLocalRandom.current().nextBytes(random);
        byte[] counting = new byte[32];
        byte[] halves = new byte[32];
        for (int i = 0; i < 32; i++) {
            counting[i] = (byte) (200 + 3 * i);
            halves[i] = random[i % 8];
        }
        for (KeyType type : new KeyType[] {KeyType.AES_256, KeyType.HMAC_256}) {
            refuses(Fault.WRONG_LENGTH, type, Arrays.copyOf(random, 31));
            refuses(Fault.WRONG_LENGTH, type, Arrays.copyOf(random, 33));
            refuses(Fault.WEAK, type, new byte[32]);
            refuses(Fault.WEAK, type, counting);
            refuses(Fault.WEAK, type, halves);
            refuses(
                    Fault.WEAK,
                    type,
                    HexFormat.of().formatHex(Arrays.copyOf(random, 16)).getBytes(US_ASCII));
            assertThat(bytes(FOREIGN.read(type, SecretBytes.copyOf(random)).material()))
                    .isEqualTo(random);
        }
    }

    @Test
    void anEcKeyWithoutItsPublicKeyHasItComputed() {
        for (KeyType type : new KeyType[] {KeyType.EC_P256, KeyType.EC_P384}) {
            for (int i = 0; i < 8; i++) {
                GeneratedKey made = ENGINE.generate(type);
                assertThat(FOREIGN.read(type, made.material()).publicKey()).isEqualTo(made.publicKey());
            }
        }
    }

    @Test
    void anEcKeyOutOfRangeIsRefused() {
        BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        for (BigInteger scalar : new BigInteger[] {BigInteger.ZERO, order, order.add(BigInteger.ONE)}) {
            refuses(Fault.INCONSISTENT, KeyType.EC_P256, pkcs8(P256, ec(fixed(scalar))));
        }
        refuses(Fault.WEAK, KeyType.EC_P256, pkcs8(P256, ec(fixed(BigInteger.ONE))));
        refuses(Fault.MALFORMED, KeyType.EC_P256, pkcs8(P256, ec(new byte[31])));
    }

    private static byte[] ec(byte[] scalar, byte[]... more) {
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        Arrays.stream(more).forEach(after::writeBytes);
        return der(0x30, number(BigInteger.ONE), der(4, scalar), after.toByteArray());
    }

    private static byte[] fixed(BigInteger scalar) {
        byte[] bytes = new byte[32];
        byte[] signed = scalar.toByteArray();
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, bytes, 32 - length, length);
        return bytes;
    }

    @Test
    void aPublicKeyThatIsNotThePrivateKeysIsRefused() {
        GeneratedKey made = ENGINE.generate(KeyType.EC_P256);
        byte[] point = Arrays.copyOfRange(made.publicKey(), made.publicKey().length - 65, made.publicKey().length);
        byte[] bits = Arrays.copyOf(new byte[1], 66);
        System.arraycopy(point, 0, bits, 1, 65);
        byte[] material = bytes(made.material());
        byte[] scalar = PrivateKeyInfo.read(material).privateKey();
        byte[] own = new DerReader(scalar).enter(0x30).read(2);
        assertThat(own).containsExactly(1);
        DerReader key = new DerReader(scalar).enter(0x30);
        key.number();
        byte[] secret = key.read(4);

        assertThat(FOREIGN.read(KeyType.EC_P256, SecretBytes.own(pkcs8(P256, ec(secret, der(0xa1, der(3, bits))))))
                        .publicKey())
                .isEqualTo(made.publicKey());
        bits[65] ^= 1;
        refuses(Fault.INCONSISTENT, KeyType.EC_P256, pkcs8(P256, ec(secret, der(0xa1, der(3, bits)))));
    }

    @Test
    void anEdwardsKeySaysNoOtherPublicKeyThanItsOwn() {
        GeneratedKey made = ENGINE.generate(KeyType.ED25519);
        byte[] seed = Arrays.copyOfRange(bytes(made.material()), 16, 48);
        byte[] said = new byte[33];
        System.arraycopy(made.publicKey(), 12, said, 1, 32);

        assertThat(FOREIGN.read(KeyType.ED25519, SecretBytes.own(pkcs8(ED25519, der(4, seed), der(0x81, said))))
                        .publicKey())
                .isEqualTo(made.publicKey());
        said[5] ^= 1;
        refuses(Fault.INCONSISTENT, KeyType.ED25519, pkcs8(ED25519, der(4, seed), der(0x81, said)));
        refuses(Fault.WEAK, KeyType.ED25519, pkcs8(ED25519, der(4, new byte[32])));
        refuses(Fault.MALFORMED, KeyType.ED25519, pkcs8(ED25519, der(4, new byte[31])));
    }

    private static byte[] seed() {
        byte[] seed = new byte[32];
        ThreadLocalRandom.current().nextBytes(seed);
        return seed;
    }

    private static byte[] expanded(GeneratedKey key) {
        byte[] material = bytes(key.material());
        return Arrays.copyOfRange(material, material.length - 4032, material.length);
    }

    @Test
    void aLatticeKeyIsTheSameAsItsSeed() {
        byte[] seed = seed();
        GeneratedKey ofSeed = FOREIGN.read(KeyType.ML_DSA_65, SecretBytes.own(pkcs8(ML_DSA, der(0x80, seed))));
        byte[] both = der(0x30, der(4, seed), der(4, expanded(ofSeed)));
        byte[] publicKey = Arrays.copyOfRange(ofSeed.publicKey(), 21, ofSeed.publicKey().length);

        for (byte[] form : new byte[][] {
            pkcs8(ML_DSA, der(4, expanded(ofSeed))), pkcs8(ML_DSA, both), pkcs8(ML_DSA, both, der(0x81, publicKey))
        }) {
            GeneratedKey read = FOREIGN.read(KeyType.ML_DSA_65, SecretBytes.copyOf(form));
            assertThat(read.publicKey()).isEqualTo(ofSeed.publicKey());
            assertThat(bytes(read.material())).isEqualTo(bytes(ofSeed.material()));
        }
        publicKey[500] ^= 1;
        refuses(Fault.INCONSISTENT, KeyType.ML_DSA_65, pkcs8(ML_DSA, both, der(0x81, publicKey)));
        seed[0] ^= 1;
        byte[] apart = der(0x30, der(4, seed), der(4, expanded(ofSeed)));
        refuses(Fault.INCONSISTENT, KeyType.ML_DSA_65, pkcs8(ML_DSA, apart));
    }

    /** The seed of the matrix, the digest of the public key, small numbers, one too great. */
    @ParameterizedTest
    @CsvSource({"0, 1", "64, 1", "128, 1", "700, 1", "767, 128"})
    void aLatticeKeyWhosePartsDoNotBelongTogetherIsRefused(int place, int bit) {
        byte[] expanded = expanded(ENGINE.generate(KeyType.ML_DSA_65));
        expanded[place] ^= (byte) bit;
        refuses(Fault.INCONSISTENT, KeyType.ML_DSA_65, pkcs8(ML_DSA, der(4, expanded)));
    }

    @Test
    void aLatticeKeyThatIsGuessableOrOfAnotherLengthIsRefused() {
        byte[] expanded = expanded(ENGINE.generate(KeyType.ML_DSA_65));
        refuses(Fault.WEAK, KeyType.ML_DSA_65, pkcs8(ML_DSA, der(0x80, new byte[32])));
        refuses(Fault.MALFORMED, KeyType.ML_DSA_65, pkcs8(ML_DSA, der(0x80, Arrays.copyOf(seed(), 31))));
        refuses(Fault.MALFORMED, KeyType.ML_DSA_65, pkcs8(ML_DSA, der(4, seed())));
        refuses(Fault.MALFORMED, KeyType.ML_DSA_65, pkcs8(ML_DSA, der(4, Arrays.copyOf(expanded, 4033))));
        Arrays.fill(expanded, 32, 64, (byte) 0);
        refuses(Fault.WEAK, KeyType.ML_DSA_65, pkcs8(ML_DSA, der(4, expanded)));
    }

    @Test
    void anExplicitCurveIsRefused() {
        byte[] algorithm = der(0x30, hex("06072a8648ce3d0201"), der(0x30, new byte[20]));
        byte[] material = der(0x30, number(BigInteger.ZERO), algorithm, der(4, ec(new byte[32])));
        refuses(Fault.EXPLICIT_CURVE, KeyType.EC_P256, material);
    }

    private static RSAPrivateCrtKey rsa(int bits, BigInteger exponent) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
        return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    }

    private static byte[] written(BigInteger... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(number(BigInteger.ZERO));
        Arrays.stream(parts).forEach(part -> all.writeBytes(number(part)));
        return pkcs8("300d06092a864886f70d0101010500", der(0x30, all.toByteArray()));
    }

    private static byte[] of(BigInteger p, BigInteger q, BigInteger e) {
        BigInteger lessP = p.subtract(BigInteger.ONE);
        BigInteger lessQ = q.subtract(BigInteger.ONE);
        BigInteger d = e.modInverse(lessP.multiply(lessQ));
        return written(p.multiply(q), e, d, p, q, d.mod(lessP), d.mod(lessQ), q.modInverse(p));
    }

    @Test
    void anRsaKeyWhosePartsDoNotBelongTogetherIsRefused() throws Exception {
        RSAPrivateCrtKey key = rsa(2048, RSAKeyGenParameterSpec.F4);
        BigInteger[] parts = {
            key.getModulus(),
            key.getPublicExponent(),
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            key.getPrimeExponentP(),
            key.getPrimeExponentQ(),
            key.getCrtCoefficient()
        };
        assertThat(FOREIGN.read(KeyType.RSA_2048, SecretBytes.own(written(parts)))
                        .publicKey())
                .isNotEmpty();
        for (int i : new int[] {0, 2, 3, 4, 5, 6, 7}) {
            BigInteger[] altered = parts.clone();
            altered[i] = altered[i].add(BigInteger.TWO);
            refuses(Fault.INCONSISTENT, KeyType.RSA_2048, written(altered));
        }
        BigInteger[] negative = parts.clone();
        negative[7] = negative[7].negate();
        refuses(Fault.MALFORMED, KeyType.RSA_2048, written(negative));
    }

    @Test
    void aWeakRsaKeyIsRefused() throws Exception {
        refuses(
                Fault.WEAK,
                KeyType.RSA_2048,
                rsa(2048, RSAKeyGenParameterSpec.F0).getEncoded());

        BigInteger p = BigInteger.ONE
                .shiftLeft(1023)
                .add(BigInteger.ONE.shiftLeft(1022))
                .nextProbablePrime();
        BigInteger near = p.nextProbablePrime();
        refuses(Fault.WEAK, KeyType.RSA_2048, of(p, near, RSAKeyGenParameterSpec.F4));

        RSAPrivateCrtKey key = rsa(2048, RSAKeyGenParameterSpec.F4);
        BigInteger small = BigInteger.valueOf(65539);
        BigInteger rest = key.getModulus().divide(small).nextProbablePrime();
        refuses(Fault.WEAK, KeyType.RSA_2048, of(rest, small, RSAKeyGenParameterSpec.F4));
    }

    @Test
    void theFaultyLibrarysModuliAreKnown() {
        BigInteger powers = BigInteger.valueOf(65537).pow(64);
        assertThat(RocaFingerprint.of(powers)).isTrue();
        assertThat(RocaFingerprint.of(powers.add(BigInteger.TWO))).isFalse();
    }
}
