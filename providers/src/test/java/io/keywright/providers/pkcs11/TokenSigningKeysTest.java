package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.fails;
import static io.keywright.providers.pkcs11.Calls.soon;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.KeyType;
import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.Attributes;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ResourceLock(SoftHsm.LOCK)
class TokenSigningKeysTest {

    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);

    private static TestToken token;

    private final CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());
    private final String name = UUID.randomUUID().toString();
    private Pkcs11RootProvider provider;
    private SigningKeys keys;

    @BeforeAll
    static void makeToken(@TempDir Path folder) throws Exception {
        token = new TestToken(folder);
    }

    @BeforeEach
    void open() {
        provider = token.provider();
        keys = provider.signingKeys().orElseThrow();
    }

    @AfterEach
    void close() {
        token.unruly.behave();
        provider.close();
    }

    private UsableKey load(KeyType type, byte[] publicKey) {
        return engine.loadDistant(type, (algorithm, message, deadline) -> sign(type, algorithm, message), publicKey);
    }

    private byte[] sign(KeyType type, Algorithm algorithm, Message message) {
        try {
            return keys.sign(name, type, algorithm, message, soon());
        } catch (RootProviderException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "RSA_3072", "EC_P256", "EC_P384", "ED25519"})
    void signsInsideWithEveryAlgorithmOfTheType(KeyType type) throws Exception {
        byte[] publicKey = keys.generate(name, type, soon());
        UsableKey distant = load(type, publicKey);
        UsableKey verifier = engine.loadPublic(type, publicKey);
        for (Algorithm algorithm : type.algorithms()) {
            byte[] signature = engine.sign(distant, algorithm, DATA);
            assertThat(engine.verify(verifier, algorithm, DATA, signature))
                    .as("%s", algorithm)
                    .isTrue();
            assertThat(engine.verify(verifier, algorithm, new byte[1], signature))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "EC_P256", "EC_P384"})
    void signsDigestsInsideAsItSignsTheData(KeyType type) throws Exception {
        byte[] publicKey = keys.generate(name, type, soon());
        UsableKey verifier = engine.loadPublic(type, publicKey);
        for (Algorithm algorithm : type.algorithms()) {
            DigestAlgorithm hash = algorithm.digest().orElseThrow();
            byte[] digest = MessageDigest.getInstance(hash.wireName()).digest(DATA);
            byte[] signature = sign(type, algorithm, new Message.Digest(hash, digest));
            assertThat(engine.verify(verifier, algorithm, DATA, signature))
                    .as("%s", algorithm)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AES_256", "HMAC_256", "ML_DSA_65"})
    void saysWhatTokensDoNotMake(KeyType type) {
        fails(Reason.WRONG_KEY_TYPE, () -> keys.generate(name, type, soon()));
    }

    @Test
    void makesKeysThatCannotLeave() throws Exception {
        keys.generate(name, KeyType.EC_P256, soon());
        token.change(session -> {
            var objects = token.admin.objects(session, name);
            assertThat(objects).as("the private key alone").hasSize(1);
            Attributes key =
                    token.admin.cryptoki().objects().attributes(session, objects.getFirst(), KeyKind.SIGNING.types());
            assertThat(KeyKind.SIGNING.broken(key)).isEmpty();
            Attributes secret = token.admin.cryptoki().objects().attributes(session, objects.getFirst(), 0x11);
            assertThat(secret.bytes(0x11)).as("CKA_VALUE").isEmpty();
        });
    }

    @Test
    void refusesAKeyThatCouldLeave() throws Exception {
        keys.generate(name, KeyType.EC_P256, soon());
        String other = "other-" + name;
        token.change(session -> token.admin.makeAesKey(
                session, other, other.getBytes(US_ASCII), Attribute.of(Attribute.EXTRACTABLE, true)));
        fails(
                Reason.WRONG_KEY_TYPE,
                () -> keys.sign(other, KeyType.EC_P256, Algorithm.ES256, new Message.Data(DATA), soon()));
    }

    @Test
    void signsAfterAllSessionsWereClosed() throws Exception {
        UsableKey key = load(KeyType.EC_P256, keys.generate(name, KeyType.EC_P256, soon()));
        engine.sign(key, Algorithm.ES256, DATA);
        token.admin.closeAllSessions(token.slot());
        engine.sign(key, Algorithm.ES256, DATA);
        token.admin.finalizeLibrary();
        engine.sign(key, Algorithm.ES256, DATA);
    }

    @Test
    void makesAKeyAlthoughTheSessionsWereLost() throws Exception {
        keys.generate(name, KeyType.EC_P256, soon());
        token.admin.closeAllSessions(token.slot());
        load(KeyType.ED25519, keys.generate(name, KeyType.ED25519, soon()));
        token.change(session -> assertThat(token.admin.objects(session, name)).hasSize(1));
    }

    @Test
    void destroysForGoodAndTwiceWithoutComplaint() throws Exception {
        keys.generate(name, KeyType.EC_P256, soon());
        keys.destroy(name, soon());
        keys.destroy(name, soon());
        fails(
                Reason.KEY_NOT_FOUND,
                () -> keys.sign(name, KeyType.EC_P256, Algorithm.ES256, new Message.Data(DATA), soon()));
        token.change(session -> assertThat(token.admin.objects(session, name)).isEmpty());
    }

    @Test
    void doesNothingAfterTheDeadline() throws Exception {
        Deadline passed = Deadline.in(Duration.ZERO);
        fails(Reason.UNREACHABLE, () -> keys.generate(name, KeyType.EC_P256, passed));
        fails(
                Reason.UNREACHABLE,
                () -> keys.sign(name, KeyType.EC_P256, Algorithm.ES256, new Message.Data(DATA), passed));
        fails(Reason.UNREACHABLE, () -> keys.destroy(name, passed));
        token.change(session -> assertThat(token.admin.objects(session, name)).isEmpty());
    }
}
