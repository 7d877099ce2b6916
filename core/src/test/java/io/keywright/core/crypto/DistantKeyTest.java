package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A private key that lives elsewhere, here in another key of the same engine. */
class DistantKeyTest {

    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);

    private final CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "EC_P256", "EC_P384", "ED25519", "ML_DSA_65"})
    void signsThereAndVerifiesHere(KeyType type) {
        try (GeneratedKey pair = engine.generate(type)) {
            UsableKey keeper = engine.load(type, pair.material(), pair.publicKey());
            UsableKey distant = engine.loadDistant(
                    type,
                    (algorithm, data, deadline) -> engine.sign(keeper, algorithm, data, deadline),
                    pair.publicKey());
            for (Algorithm algorithm : type.algorithms()) {
                assertThat(engine.verify(distant, algorithm, DATA, engine.sign(distant, algorithm, DATA)))
                        .isTrue();
            }
        }
    }

    @Test
    void letsNoSignatureOutThatItsPublicKeyDoesNotVerify() {
        try (GeneratedKey pair = engine.generate(KeyType.ED25519);
                GeneratedKey other = engine.generate(KeyType.ED25519)) {
            UsableKey keeper = engine.load(KeyType.ED25519, other.material(), other.publicKey());
            Signer another = (algorithm, data, deadline) -> engine.sign(keeper, algorithm, data, deadline);
            Signer broken = (algorithm, data, deadline) -> new byte[64];
            Signer silent = (algorithm, data, deadline) -> new byte[0];
            for (Signer signer : new Signer[] {another, broken, silent}) {
                UsableKey distant = engine.loadDistant(KeyType.ED25519, signer, pair.publicKey());
                assertThatThrownBy(() -> engine.sign(distant, Algorithm.EDDSA, DATA))
                        .isInstanceOfSatisfying(
                                KeywrightException.class,
                                e -> assertThat(e.details()).containsEntry("reason", "altered"));
            }
        }
    }

    @Test
    void takesNoPublicKeyOfAnotherType() {
        try (GeneratedKey pair = engine.generate(KeyType.EC_P384)) {
            Signer signer = (algorithm, data, deadline) -> data.bytes();
            assertThatThrownBy(() -> engine.loadDistant(KeyType.EC_P256, signer, pair.publicKey()))
                    .isInstanceOf(UnusableKeyException.class);
            assertThatThrownBy(() -> engine.loadDistant(KeyType.EC_P256, signer, new byte[0]))
                    .isInstanceOf(UnusableKeyException.class);
        }
    }

    @Test
    void asksNobodyOnceItIsDestroyed() {
        try (GeneratedKey pair = engine.generate(KeyType.ED25519)) {
            UsableKey distant = engine.loadDistant(
                    KeyType.ED25519,
                    (algorithm, data, deadline) -> {
                        throw new AssertionError("asked");
                    },
                    pair.publicKey());
            distant.close();
            assertThatThrownBy(() -> engine.sign(distant, Algorithm.EDDSA, DATA))
                    .isInstanceOf(KeyDestroyedException.class);
        }
    }

    @Test
    void burdensNothingHereToSignAndIsWaitedForUntilTheDeadlineOfItsCaller() {
        AtomicReference<Deadline> told = new AtomicReference<>();
        try (GeneratedKey pair = engine.generate(KeyType.ED25519)) {
            UsableKey keeper = engine.load(KeyType.ED25519, pair.material(), pair.publicKey());
            UsableKey distant = engine.loadDistant(
                    KeyType.ED25519,
                    (algorithm, data, deadline) -> {
                        told.set(deadline);
                        return engine.sign(keeper, algorithm, data, deadline);
                    },
                    pair.publicKey());
            Deadline deadline = Deadline.in(Duration.ofSeconds(1));
            engine.sign(distant, Algorithm.EDDSA, new Message.Data(DATA), deadline);
            assertThat(told).hasValue(deadline);
            assertThat(engine.burden(distant, Algorithm.EDDSA, KeyUsage.SIGN, 1))
                    .isEqualTo(Burden.ELSEWHERE);
            assertThat(engine.burden(distant, Algorithm.EDDSA, KeyUsage.VERIFY, 1))
                    .isEqualTo(engine.burden(keeper, Algorithm.EDDSA, KeyUsage.VERIFY, 1));
        }
    }
}
