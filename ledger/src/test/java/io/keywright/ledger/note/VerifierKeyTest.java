package io.keywright.ledger.note;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                TestKeys.GO_VERIFIER_KEY,
                "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6"
            })
    void publishedKeysAreReadAndWrittenAlike(String line) {
        assertThat(VerifierKey.parse(line)).hasToString(line);
    }

    @Test
    void noPartOfAKeyIsAKey() {
        String line = TestKeys.GO_VERIFIER_KEY;
        for (int start = 0; start < line.length(); start++) {
            for (int end = start; end <= line.length(); end++) {
                if (end - start < line.length()) {
                    refuses(line.substring(start, end));
                }
            }
        }
    }

    @Test
    void noByteOfAKeyCanBeAnother() {
        byte[] bytes = TestKeys.GO_VERIFIER_KEY.getBytes(ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i]++;
            refuses(new String(bytes, ISO_8859_1));
            bytes[i]--;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "",
                "++"
            })
    void otherSpellingsLengthsAndTypesAreRefused(String line) {
        refuses(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a+b", "a\nb", "a\tb", "a\u00a0b", "a\u2003b", "a\u2028b", "a\u0000b", "a\ud800b"})
    void namesWithoutOneSpellingAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.of(name, new byte[32]));
    }

    @Test
    void bytesThatAreNoPointOfTheCurveAreRefused() {
        byte[] noPoint = new byte[32];
        noPoint[0] = 2;

        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.of("log.example", noPoint));
        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.of("log.example", new byte[31]));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void theSignaturesOfRfc8032Verify(String publicKey, String message, String signature) {
        HexFormat hex = HexFormat.of();
        VerifierKey key = VerifierKey.of("log.example", hex.parseHex(publicKey));
        byte[] signed = hex.parseHex(message);
        byte[] bytes = hex.parseHex(signature);

        assertThat(key.verifies(signed, bytes)).isTrue();
        for (int bit = 0; bit < bytes.length * 8; bit += 7) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.verifies(signed, bytes)).isFalse();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void aSignatureOfAnyOtherLengthIsWrongAndNoError() {
        VerifierKey key = VerifierKey.parse(TestKeys.GO_VERIFIER_KEY);

        for (int length = 0; length < 130; length++) {
            assertThat(key.verifies(new byte[3], new byte[length])).isFalse();
        }
    }

    @Test
    void aKeyOfTheJdkHasTheSameBytesAndVerifies() throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey key = VerifierKey.of("log.example", pair.getPublic());
        byte[] message = {1, 2, 3};

        assertThat(key.subjectPublicKeyInfo()).isEqualTo(pair.getPublic().getEncoded());
        assertThat(key.verifies(message, NoteSigner.of(key, pair.getPrivate()).sign(message)))
                .isTrue();
    }

    @Test
    void aKeyOfAnotherKindIsRefused() throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();

        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.of("log.example", pair.getPublic()));
    }

    private static void refuses(String line) {
        assertThatIllegalArgumentException().as(line).isThrownBy(() -> VerifierKey.parse(line));
    }
}
