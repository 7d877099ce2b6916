package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.Environment;
import io.keywright.model.Plane;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyWrapTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final Binding BINDING =
            new Binding("acme", Environment.PROD, Plane.TENANT, "0195f2c4-7d1e-7a00-8000-000000000001", "key-material");
    private static final SecretBytes ROOT = secret("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final SecretBytes KEY = secret("404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f");
    private static final byte[] IV = HEX.parseHex("a0a1a2a3a4a5a6a7a8a9aaab");

    /** {@link #KEY} under {@link #ROOT} with {@link #IV}, bound to {@link #BINDING}; computed with another library. */
    private static final String VECTOR = "01a0a1a2a3a4a5a6a7a8a9aaab"
            + "a6593e6e018e44f82a2ccd984b378e9120fd0b43c6e2143bc4577cdd23f62b5e"
            + "58f804612f096a836c50672ffca414fa";

    private final KeyWrap keyWrap = new KeyWrap(CryptoProviders.jdk());

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void wrapsAsPublished(Engines.Named named) {
        assertThat(new KeyWrap(named.providers()).wrap(ROOT, KEY, BINDING, IV))
                .asHexString()
                .isEqualToIgnoringCase(VECTOR);
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void unwrapsWhatIsPublished(Engines.Named named) {
        assertThat(new KeyWrap(named.providers()).unwrap(ROOT, HEX.parseHex(VECTOR), BINDING))
                .isEqualTo(KEY);
    }

    @Test
    void opensWhatItWraps() {
        for (int size : List.of(0, 1, 32, 64, 4060)) {
            SecretBytes secret = SecretBytes.own(new byte[size]);
            byte[] blob = keyWrap.wrap(ROOT, secret, BINDING);
            assertThat(blob).hasSize(size + KeyWrap.OVERHEAD_BYTES);
            assertThat(keyWrap.unwrap(ROOT, blob, BINDING)).isEqualTo(secret);
        }
    }

    @Test
    void neverMakesTheSameBlobTwice() {
        assertThat(keyWrap.wrap(ROOT, KEY, BINDING)).isNotEqualTo(keyWrap.wrap(ROOT, KEY, BINDING));
    }

    @Test
    void opensWithoutAnyBitFlippedOnly() {
        byte[] blob = HEX.parseHex(VECTOR);
        Tampering.everyBitFlip(blob).forEach(flipped -> assertDoesNotOpen(ROOT, flipped, BINDING));
        assertThatCode(() -> keyWrap.unwrap(ROOT, blob, BINDING)).doesNotThrowAnyException();
    }

    @Test
    void opensAtItsFullLengthOnly() {
        Tampering.everyTruncation(HEX.parseHex(VECTOR)).forEach(cut -> assertDoesNotOpen(ROOT, cut, BINDING));
        assertDoesNotOpen(ROOT, HEX.parseHex(VECTOR + "00"), BINDING);
    }

    @Test
    void opensUnderTheSameBindingOnly() {
        byte[] blob = keyWrap.wrap(ROOT, KEY, BINDING);
        String id = BINDING.keyId();
        for (Binding other : List.of(
                new Binding("acme2", Environment.PROD, Plane.TENANT, id, "key-material"),
                new Binding("acme", Environment.DEV, Plane.TENANT, id, "key-material"),
                new Binding("acme", Environment.PROD, Plane.PRODUCT, id, "key-material"),
                new Binding("acme", Environment.PROD, Plane.TENANT, id + "2", "key-material"),
                new Binding("acme", Environment.PROD, Plane.TENANT, id, "tenant-root"))) {
            assertDoesNotOpen(ROOT, blob, other);
        }
    }

    @Test
    void opensUnderTheSameRootOnly() {
        Tampering.everyBitFlip(ROOT.<byte[], RuntimeException>expose(byte[]::clone))
                .forEach(other -> assertDoesNotOpen(SecretBytes.own(other), HEX.parseHex(VECTOR), BINDING));
    }

    @Test
    void takesRootKeysOf32BytesOnly() {
        for (int size : List.of(0, 16, 24, 31, 33, 64)) {
            SecretBytes root = SecretBytes.own(new byte[size]);
            assertThatThrownBy(() -> keyWrap.wrap(root, KEY, BINDING)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> keyWrap.unwrap(root, HEX.parseHex(VECTOR), BINDING))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesNoSecretWhenItFails() {
        byte[] secret = "the crown jewels".getBytes(US_ASCII);
        byte[] blob = keyWrap.wrap(ROOT, SecretBytes.copyOf(secret), BINDING);
        blob[blob.length - 1] ^= 1;
        assertThatThrownBy(() -> keyWrap.unwrap(ROOT, blob, BINDING))
                .isInstanceOf(UnwrapException.class)
                .hasMessage("the wrapped key does not open with this root key and binding")
                .hasNoCause();
    }

    private void assertDoesNotOpen(SecretBytes root, byte[] blob, Binding binding) {
        assertThatThrownBy(() -> keyWrap.unwrap(root, blob, binding)).isInstanceOf(UnwrapException.class);
    }

    private static SecretBytes secret(String hex) {
        return SecretBytes.own(HEX.parseHex(hex));
    }
}
