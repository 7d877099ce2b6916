package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownAnswerTest {

    private static final HexFormat HEX = HexFormat.of();

    /** RFC 8032, section 7.1, test 1. */
    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void signsEd25519AsRfc8032(Engines.Named named) {
        byte[] pkcs8 = HEX.parseHex("302e020100300506032b657004220420"
                + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] spki = HEX.parseHex(
                "302a300506032b6570032100" + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        UsableKey key = named.engine().load(KeyType.ED25519, SecretBytes.own(pkcs8), spki);
        assertThat(named.engine().sign(key, Algorithm.EDDSA, new byte[0]))
                .asHexString()
                .isEqualToIgnoringCase("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    /** RFC 7515, appendix A.3: the signature is R||S. */
    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void verifiesEs256AsRfc7515(Engines.Named named) {
        byte[] spki = HEX.parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200" + "04"
                + HEX.formatHex(base64("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"))
                + HEX.formatHex(base64("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")));
        byte[] input = ("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQog"
                        + "Imh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
                .getBytes(US_ASCII);
        byte[] signature =
                base64("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        UsableKey key = named.engine().loadPublic(KeyType.EC_P256, spki);
        assertThat(named.engine().verify(key, Algorithm.ES256, input, signature))
                .isTrue();
    }

    /** RFC 4231, test case 1; HMAC pads its key of 20 bytes with zeroes, so 32 bytes with zeroes are the same key. */
    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void authenticatesHs256AsRfc4231(Engines.Named named) {
        SecretBytes material = SecretBytes.own(HEX.parseHex("0b".repeat(20) + "00".repeat(12)));
        UsableKey key = named.engine().load(KeyType.HMAC_256, material, new byte[0]);
        assertThat(named.engine().sign(key, Algorithm.HS256, "Hi There".getBytes(US_ASCII)))
                .asHexString()
                .isEqualToIgnoringCase("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    /** RFC 7518, section 3.5 wants a salt as long as the hash: a shorter one is another algorithm. */
    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void takesPs256WithASaltOf32BytesOnly(Engines.Named named) throws GeneralSecurityException {
        UsableKey key = Keys.load(named.engine(), KeyType.RSA_2048);
        assertThat(named.engine().verify(key, Algorithm.PS256, new byte[0], pss(32)))
                .isTrue();
        assertThat(named.engine().verify(key, Algorithm.PS256, new byte[0], pss(20)))
                .isFalse();
        assertThat(named.engine().verify(key, Algorithm.RS256, new byte[0], pss(32)))
                .isFalse();
    }

    private static byte[] pss(int saltBytes) throws GeneralSecurityException {
        SecretBytes pkcs8 = Keys.made(KeyType.RSA_2048).material();
        KeyFactory factory = KeyFactory.getInstance("RSA");
        PrivateKey key = pkcs8.expose(bytes -> factory.generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, saltBytes, 1));
        signature.initSign(key);
        return signature.sign();
    }

    private static byte[] base64(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
