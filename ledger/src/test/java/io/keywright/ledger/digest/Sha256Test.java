package io.keywright.ledger.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples that NIST published with FIPS 180. */
class Sha256Test {

    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    })
    void digestsAsPublished(String text, String digest) {
        byte[] bytes = text.getBytes(US_ASCII);
        assertThat(Sha256.hex(bytes)).isEqualTo(digest);
        assertThat(Sha256.of(bytes)).isEqualTo(HexFormat.of().parseHex(digest));
    }

    @Test
    void whatIsFedPieceByPieceIsDigestedAsOne() {
        MessageDigest digest = Sha256.digest();
        digest.update((byte) 'a');
        digest.update((byte) 'b');
        digest.update((byte) 'c');
        assertThat(Sha256.hex(digest)).isEqualTo(Sha256.hex("abc".getBytes(US_ASCII)));
        assertThat(Sha256.hex(digest)).isEqualTo(Sha256.hex(new byte[0]));
    }
}
