package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Algorithm.Purpose;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Not one bit may differ from what was signed or encrypted. */
class TamperingTest {

    private static final byte[] DATA = "transfer 100".getBytes(UTF_8);
    private static final byte[] AAD = "to bob".getBytes(UTF_8);
    private static final int SHORT = 128;

    static Stream<Arguments> signatures() {
        return on(Purpose.SIGNATURE);
    }

    static Stream<Arguments> ciphers() {
        return on(Purpose.ENCRYPTION);
    }

    private static Stream<Arguments> on(Purpose purpose) {
        return Engines.all().flatMap(engine -> Keys.uses(purpose).map(use -> Arguments.of(use, engine)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("signatures")
    void noOtherSignatureVerifies(Keys.Use use, Engines.Named named) {
        UsableKey key = Keys.load(named.engine(), use.type());
        byte[] signature = named.engine().sign(key, use.algorithm(), DATA);
        Stream.of(
                        flipped(signature),
                        Tampering.everyTruncation(signature),
                        Stream.of(Arrays.copyOf(signature, signature.length + 1), new byte[signature.length]))
                .flatMap(tampered -> tampered)
                .forEach(tampered -> assertThat(named.engine().verify(key, use.algorithm(), DATA, tampered))
                        .isFalse());
        assertThat(named.engine().verify(key, use.algorithm(), DATA, signature)).isTrue();
    }

    /** The signatures of RSA and ML-DSA have thousands of bits, which take a minute. */
    private static Stream<byte[]> flipped(byte[] signature) {
        return signature.length <= SHORT ? Tampering.everyBitFlip(signature) : Tampering.aBitFlipOfEveryByte(signature);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("signatures")
    void noOtherDataVerifies(Keys.Use use, Engines.Named named) {
        UsableKey key = Keys.load(named.engine(), use.type());
        byte[] signature = named.engine().sign(key, use.algorithm(), DATA);
        Stream.concat(Tampering.everyBitFlip(DATA), Tampering.everyTruncation(DATA))
                .forEach(tampered -> assertThat(named.engine().verify(key, use.algorithm(), tampered, signature))
                        .isFalse());
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("ciphers")
    void nothingElseDecrypts(Keys.Use use, Engines.Named named) {
        UsableKey key = Keys.load(named.engine(), use.type());
        Encrypted sent = named.engine().encrypt(key, use.algorithm(), DATA, AAD);
        byte[] longer = Arrays.copyOf(sent.ciphertext(), sent.ciphertext().length + 1);
        byte[] longIv = Arrays.copyOf(sent.iv(), 16);
        Stream.of(
                        tampered(sent.ciphertext()).map(ct -> new Sent(ct, sent.iv(), AAD)),
                        tampered(sent.iv()).map(iv -> new Sent(sent.ciphertext(), iv, AAD)),
                        tampered(AAD).map(aad -> new Sent(sent.ciphertext(), sent.iv(), aad)),
                        Stream.of(new Sent(longer, sent.iv(), AAD), new Sent(sent.ciphertext(), longIv, AAD)))
                .flatMap(messages -> messages)
                .forEach(message -> assertRefused(named.engine(), key, use, message));
        assertThat(named.engine().decrypt(key, use.algorithm(), sent.ciphertext(), sent.iv(), AAD))
                .hasValue(DATA);
    }

    private record Sent(byte[] ciphertext, byte[] iv, byte[] aad) {}

    private static Stream<byte[]> tampered(byte[] original) {
        return Stream.concat(Tampering.everyBitFlip(original), Tampering.everyTruncation(original));
    }

    private static void assertRefused(CryptoEngine engine, UsableKey key, Keys.Use use, Sent sent) {
        assertThat(engine.decrypt(key, use.algorithm(), sent.ciphertext(), sent.iv(), sent.aad()))
                .isEmpty();
    }
}
