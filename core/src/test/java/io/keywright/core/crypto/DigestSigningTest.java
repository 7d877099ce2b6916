package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A digest in the place of its data: each signature is one of the data, whichever of the two was sent. */
class DigestSigningTest {

    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);

    static Stream<Arguments> signers() {
        return Engines.all()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, KeyType.RSA_2048, Algorithm.RS256),
                        Arguments.of(engine, KeyType.EC_P256, Algorithm.ES256),
                        Arguments.of(engine, KeyType.EC_P384, Algorithm.ES384)));
    }

    @ParameterizedTest
    @MethodSource("signers")
    void signsAndVerifiesAsIfItWereTheData(Engines.Named named, KeyType type, Algorithm algorithm) {
        CryptoEngine engine = named.engine();
        UsableKey key = Keys.load(engine, type);
        Message.Digest digest = Digests.of(algorithm, DATA);
        byte[] ofDigest = engine.sign(key, algorithm, digest, Deadline.never());
        byte[] ofData = engine.sign(key, algorithm, DATA);
        for (byte[] signature : new byte[][] {ofDigest, ofData}) {
            assertThat(engine.verify(key, algorithm, DATA, signature)).isTrue();
            assertThat(engine.verify(key, algorithm, digest, signature)).isTrue();
            Message.Digest other = Digests.of(algorithm, new byte[1]);
            assertThat(engine.verify(key, algorithm, other, signature)).isFalse();
            signature[signature.length - 1] ^= 1;
            assertThat(engine.verify(key, algorithm, digest, signature)).isFalse();
        }
        assertThat(engine.verify(key, algorithm, digest, new byte[0])).isFalse();
    }

    @ParameterizedTest
    @MethodSource("signers")
    void takesTheAlgorithmsOwnDigestAlone(Engines.Named named, KeyType type, Algorithm algorithm) {
        UsableKey key = Keys.load(named.engine(), type);
        for (DigestAlgorithm other : DigestAlgorithm.values()) {
            if (other != algorithm.digest().orElseThrow()) {
                refuses("digest_does_not_fit", named.engine(), key, algorithm, Digests.of(other, DATA));
            }
        }
        DigestAlgorithm own = algorithm.digest().orElseThrow();
        refuses("digest_size", named.engine(), key, algorithm, new Message.Digest(own, new byte[own.sizeBytes() - 1]));
        refuses("digest_size", named.engine(), key, algorithm, new Message.Digest(own, DATA));
    }

    @Test
    void refusesWhereTheDataItselfIsSigned() {
        CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());
        for (KeyType type : new KeyType[] {KeyType.ED25519, KeyType.ML_DSA_65, KeyType.HMAC_256}) {
            UsableKey key = Keys.load(engine, type);
            Message.Digest digest = Digests.of(DigestAlgorithm.SHA_256, DATA);
            refuses("digest_not_signed", engine, key, type.defaultAlgorithm(), digest);
        }
    }

    /** Ed25519ph (RFC 8032, section 5.1), by the JDK: of the same key and data, and yet no signature that this service makes. */
    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void takesNoPreHashedSignatureForAPureOne(Engines.Named named) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature preHashing = Signature.getInstance("Ed25519");
        preHashing.setParameter(new EdDSAParameterSpec(true));
        preHashing.initSign(pair.getPrivate());
        preHashing.update(DATA);
        byte[] signature = preHashing.sign();

        UsableKey key =
                named.engine().loadPublic(KeyType.ED25519, pair.getPublic().getEncoded());
        byte[] digest = Digests.of(DigestAlgorithm.SHA_512, DATA).bytes();
        for (byte[] data : new byte[][] {DATA, digest}) {
            assertThat(named.engine().verify(key, Algorithm.EDDSA, data, signature))
                    .isFalse();
        }
    }

    @Test
    void refusesAnAlgorithmOfAnotherTypeAsForData() {
        CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());
        UsableKey key = Keys.load(engine, KeyType.EC_P256);
        refuses("algorithm_mismatch", engine, key, Algorithm.RS256, Digests.of(Algorithm.RS256, DATA));
        refuses("algorithm_mismatch", engine, key, Algorithm.ES384, Digests.of(Algorithm.ES384, DATA));
    }

    private static void refuses(
            String reason, CryptoEngine engine, UsableKey key, Algorithm algorithm, Message message) {
        Stream.<ThrowingCallable>of(
                        () -> engine.sign(key, algorithm, message, Deadline.never()),
                        () -> engine.verify(key, algorithm, message, new byte[64]))
                .forEach(call -> assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.details()).containsEntry("reason", reason);
                }));
    }
}
