package io.keywright.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.foreign.ForeignMaterial;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateJwkTest {

    private static final ForeignMaterial STRICT = new ForeignMaterial(new CryptoEngine(CryptoProviders.jdk()));

    /** RFC 8037, appendix A.1. */
    private static final String ED25519 = """
            {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
             "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

    private static SecretBytes read(String jwk) {
        return PrivateJwk.read(jwk.getBytes(UTF_8)).orElseThrow().material();
    }

    private static String base64(BigInteger number, int bytes) {
        byte[] all = number.toByteArray();
        byte[] padded = new byte[bytes];
        int used = Math.min(bytes, all.length);
        System.arraycopy(all, all.length - used, padded, bytes - used, used);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }

    @ParameterizedTest
    @CsvSource({"P-256, secp256r1, 32, EC_P256", "P-384, secp384r1, 48, EC_P384"})
    void anEcKeyIsTheKeyThatItSays(String curve, String jcaCurve, int bytes, KeyType type) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(jcaCurve));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey published = (ECPublicKey) pair.getPublic();
        String jwk = """
                {"kty":"EC","crv":"%s","d":"%s","x":"%s","y":"%s"}""".formatted(
                        curve,
                        base64(((ECPrivateKey) pair.getPrivate()).getS(), bytes),
                        base64(published.getW().getAffineX(), bytes),
                        base64(published.getW().getAffineY(), bytes));

        assertThat(STRICT.read(type, read(jwk)).publicKey()).isEqualTo(published.getEncoded());
    }

    @Test
    void anRsaKeyIsTheKeyThatItSays() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        int bits = key.getModulus().bitLength();
        String jwk = """
                {"kty":"RSA","n":"%s","e":"%s","d":"%s","p":"%s","q":"%s","dp":"%s","dq":"%s","qi":"%s"}""".formatted(
                        base64(key.getModulus(), bits / 8),
                        base64(key.getPublicExponent(), 3),
                        base64(key.getPrivateExponent(), bits / 8),
                        base64(key.getPrimeP(), bits / 16),
                        base64(key.getPrimeQ(), bits / 16),
                        base64(key.getPrimeExponentP(), bits / 16),
                        base64(key.getPrimeExponentQ(), bits / 16),
                        base64(key.getCrtCoefficient(), bits / 16));
        KeyType type = bits == 2048 ? KeyType.RSA_2048 : bits == 3072 ? KeyType.RSA_3072 : KeyType.RSA_4096;

        assertThat(STRICT.read(type, read(jwk)).publicKey())
                .isEqualTo(pair.getPublic().getEncoded());
    }

    @Test
    void theKeyOfRfc8037IsTheKeyThatItSays() {
        byte[] published = STRICT.read(KeyType.ED25519, read(ED25519)).publicKey();

        assertThat(HexFormat.of().formatHex(published))
                .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void aSymmetricKeyIsItsBytes() {
        byte[] key = "12345678901234567890123456789012".getBytes(UTF_8);

        String jwk = "{\"kty\":\"oct\",\"k\":\"%s\"}"
                .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(key));

        assertThat(read(jwk)).isEqualTo(SecretBytes.copyOf(key));
    }

    @Test
    void aPublicKeyThatIsAnothersIsSeenByWhoReadsStrictly() {
        String mixed = ED25519.replace("\"x\":\"11q", "\"x\":\"22q");

        assertThatThrownBy(() -> STRICT.read(KeyType.ED25519, read(mixed))).isInstanceOf(KeywrightException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"} | it has no d",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"AA\",\"x\":\"AA\",\"y\":\"AA\"} | its d must be 32 bytes",
                "{\"kty\":\"EC\",\"crv\":\"P-521\",\"d\":\"AA\"} | its curve must be P-256, P-384 or Ed25519",
                "{\"kty\":\"oct\",\"k\":\"+/\"} | its k is not in base64url",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\"} | it has no e",
                "{\"kty\":\"AKP\"} | its kty must be oct, RSA, EC or OKP"
            })
    void whatIsNoPrivateKeySaysWhatItLacks(String jwk, String fault) {
        assertThatThrownBy(() -> read(jwk))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(fault);
    }

    @Test
    void whatIsNoJwkIsLeftToOthers() {
        assertThat(PrivateJwk.read("{not a key, but 32 bytes long!!}".getBytes(UTF_8)))
                .isEmpty();
        assertThat(PrivateJwk.read("{\"a\":1}".getBytes(UTF_8))).isEmpty();
    }
}
