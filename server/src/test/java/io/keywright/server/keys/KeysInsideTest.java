package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.pem.Pem;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultPlan.Moment;
import io.keywright.testkit.fault.FaultyRootProvider;
import io.keywright.testkit.provider.FakeToken;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys whose private keys live inside a token: made, used, replaced and erased there, and nowhere else. */
class KeysInsideTest {

    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);
    private static final Caller ACME = KeyService.of("acme");
    private static final Caller GLOBEX = KeyService.of("globex");

    @TempDir
    Path folder;

    private final FaultPlan faults = new FaultPlan();
    private FakeToken own;
    private FakeToken rented;
    private KeyService service;

    @BeforeEach
    void open() throws Exception {
        own = new FakeToken(SmallLedger.provider(folder, "own"));
        rented = new FakeToken(SmallLedger.provider(folder, "rented"));
        service = new KeyService(
                folder, SmallLedger.provider(folder, "local"), new FaultyRootProvider(own, faults), rented);
        service.create("acme", "own");
        service.create("globex", "rented");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private KeyMetadata make(KeyType type) {
        return service.make(ACME, type, Protection.HSM, null);
    }

    private byte[] sign(KeyMetadata key) {
        return service.sign(ACME, key, null, DATA);
    }

    private static void refuses(ErrorCode code, String member, Object value, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.details()).containsEntry(member, value);
        });
    }

    private static void refusesFor(Reason reason, ThrowingCallable call) {
        refuses(ErrorCode.DEPENDENCY_UNAVAILABLE, "reason", reason.wireName(), call);
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "EC_P256", "EC_P384", "ED25519"})
    void areMadeInsideAndSignThere(KeyType type) {
        KeyMetadata key = make(type);
        assertThat(key.protection()).isEqualTo(Protection.HSM);
        assertThat(own.names()).containsExactly(key.keyId().toString());
        service.forget("acme");
        for (Algorithm algorithm : type.algorithms()) {
            byte[] signature = service.sign(ACME, key, algorithm, DATA);
            assertThat(service.verify(ACME, key, algorithm, DATA, signature)).isTrue();
            assertThat(service.verify(ACME, key, algorithm, new byte[1], signature))
                    .isFalse();
        }
    }

    @Test
    void areVerifiedByAnybodyWhoHasThePublicKey() throws Exception {
        KeyMetadata key = make(KeyType.ED25519);
        byte[] publicKey = Pem.blocks(key.publicKey()).getFirst().content();
        assertThat(service.engine.verify(
                        service.engine.loadPublic(KeyType.ED25519, publicKey), Algorithm.EDDSA, DATA, sign(key)))
                .isTrue();
    }

    @Test
    void areRotatedWithinTheTokenAndGoWhenTheyAreRevoked() {
        KeyMetadata key = make(KeyType.EC_P256);
        byte[] signature = sign(key);
        KeyLifecycle.Rotation rotation = service.rotate(ACME, key);
        KeyMetadata successor = rotation.successor();
        assertThat(successor.protection()).isEqualTo(Protection.HSM);
        assertThat(own.names())
                .containsExactlyInAnyOrder(
                        key.keyId().toString(), successor.keyId().toString());
        assertThat(service.verify(ACME, key, null, DATA, signature)).isTrue();
        assertThat(sign(successor)).isNotEmpty();
        service.revoke(ACME, rotation.predecessor());
        assertThat(own.names()).containsExactly(successor.keyId().toString());
        service.revoke(ACME, successor);
        assertThat(own.names()).isEmpty();
        assertThatThrownBy(() -> sign(successor)).hasMessageContaining("destroyed");
    }

    @Test
    void failWhileTheTokenIsAwayAndComeBackWithIt() {
        KeyMetadata key = make(KeyType.EC_P256);
        byte[] signature = sign(key);
        faults.unavailable(true);
        refusesFor(Reason.UNREACHABLE, () -> sign(key));
        refusesFor(Reason.UNREACHABLE, () -> make(KeyType.EC_P256));
        assertThat(service.verify(ACME, key, null, DATA, signature)).isTrue();
        faults.unavailable(false);
        assertThat(sign(key)).isNotEmpty();
    }

    @Test
    void keepNeitherProcessorsNorOtherKeysWaitingWhileTheTokenHangs() {
        KeyMetadata inside = make(KeyType.RSA_2048);
        KeyMetadata software = service.make(ACME, KeyType.RSA_2048, Protection.SOFTWARE, null);
        faults.hang();
        List<CompletableFuture<byte[]>> waiting = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> sign(inside), service.ledger.blocking()))
                .toList();
        assertThat(sign(software)).isNotEmpty();
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        faults.goOn();
        assertThat(waiting).allSatisfy(signature -> assertThat(signature.join()).isNotEmpty());
    }

    @Test
    void stopAsSoonAsTheTenantsRootIsSwitchedOff() {
        KeyMetadata key = make(KeyType.EC_P256);
        faults.refusing(Optional.of(Reason.KEY_DISABLED));
        service.forget("acme");
        refusesFor(Reason.KEY_DISABLED, () -> sign(key));
        service.revoke(ACME, key);
        assertThat(own.names()).as("the token refused").isNotEmpty();
        faults.refusing(Optional.empty());
        erase();
        assertThat(own.names()).isEmpty();
    }

    private void erase() {
        try {
            assertThat(service.erasureLater.eraseUnneeded()).isEmpty();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void areErasedInTheTokenOnceItIsBackIfItWasAwayWhenTheyWereRevoked() throws Exception {
        KeyMetadata key = make(KeyType.EC_P256);
        faults.unavailable(true);
        service.revoke(ACME, key);
        assertThat(service.erasureLater.eraseUnneeded())
                .extracting(remaining -> remaining.cause().reason())
                .containsExactly(Reason.UNREACHABLE);
        faults.unavailable(false);
        erase();
        assertThat(own.names()).isEmpty();
    }

    @Test
    void areNotLeftInTheTokenIfTheKeyDoesNotComeToBe() {
        KeyMetadata holder = service.make(ACME, KeyType.EC_P256, Protection.HSM, null, "signing");
        refuses(
                ErrorCode.INVALID_REQUEST,
                "reason",
                "alias_taken",
                () -> service.make(ACME, KeyType.EC_P256, Protection.HSM, null, "signing"));
        assertThat(own.names()).hasSize(2);
        erase();
        assertThat(own.names()).containsExactly(holder.keyId().toString());
        assertThat(sign(holder)).isNotEmpty();
    }

    @Test
    void areNotLeftInTheTokenIfNobodyHeardThatTheyWereMade() {
        faults.failCall(1, Moment.AFTER);
        refusesFor(Reason.UNREACHABLE, () -> make(KeyType.EC_P256));
        assertThat(own.names()).hasSize(1);
        erase();
        assertThat(own.names()).isEmpty();
    }

    @Test
    void areKeptByTheProvidersOfTheTenantsRootAndNoOther() {
        assertThat(own.names()).isEmpty();
        KeyMetadata key = service.make(GLOBEX, KeyType.EC_P256, Protection.HSM, null);
        assertThat(rented.names()).containsExactly(key.keyId().toString());
        for (String others : new String[] {"own", "local", "nowhere", "OWN"}) {
            assertThatThrownBy(() -> service.make(GLOBEX, KeyType.EC_P256, Protection.HSM, others))
                    .hasMessage("provider must be one of rented.");
        }
        assertThat(own.names()).isEmpty();
    }

    @Test
    void needTheirProvidersNameOnlyIfThereAreSeveral() {
        service.create("initech", "own", "rented");
        Caller initech = KeyService.of("initech");
        assertThatThrownBy(() -> service.make(initech, KeyType.EC_P256, Protection.HSM, null))
                .hasMessageContaining("send provider: own or rented");
        KeyMetadata key = service.make(initech, KeyType.EC_P256, Protection.HSM, "rented");
        service.rotate(initech, key);
        assertThat(rented.names()).hasSize(2);
        assertThat(own.names()).isEmpty();
    }

    @Test
    void moveWithTheRootWhenTheyAreRotated() {
        KeyMetadata key = make(KeyType.EC_P256);
        service.move("acme", "rented");
        KeyMetadata successor = service.rotate(ACME, key).successor();
        assertThat(own.names()).containsExactly(key.keyId().toString());
        assertThat(rented.names()).containsExactly(successor.keyId().toString());
        assertThat(sign(successor)).isNotEmpty();
    }

    @Test
    void areRefusedWhereNothingCanHoldThem() {
        Caller nobody = KeyService.of("umbrella");
        refuses(
                ErrorCode.INVALID_REQUEST,
                "member",
                "protection",
                () -> service.make(nobody, KeyType.EC_P256, Protection.HSM, null));
        refuses(
                ErrorCode.INVALID_REQUEST,
                "member",
                "protection",
                () -> service.make(ACME, KeyType.EC_P256, Protection.EXTERNAL, null));
        refuses(
                ErrorCode.INVALID_REQUEST,
                "member",
                "provider",
                () -> service.make(ACME, KeyType.EC_P256, Protection.SOFTWARE, "own"));
        assertThat(service.make(ACME, KeyType.EC_P256, Protection.SOFTWARE, null)
                        .protection())
                .isEqualTo(Protection.SOFTWARE);
        assertThat(own.names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"AES_256", "HMAC_256", "ML_DSA_65"})
    void areOfTypesThatTheProviderMakes(KeyType type) {
        refuses(ErrorCode.INVALID_REQUEST, "member", "key_type", () -> make(type));
        assertThat(own.names()).isEmpty();
    }

    @Test
    void signWithTheAlgorithmsOfTheirTypeAlone() {
        KeyMetadata key = make(KeyType.EC_P256);
        int asked = faults.calls();
        for (Algorithm other : new Algorithm[] {Algorithm.ES384, Algorithm.EDDSA, Algorithm.PS256, Algorithm.HS256}) {
            refuses(
                    ErrorCode.INVALID_REQUEST,
                    "reason",
                    "algorithm_does_not_fit",
                    () -> service.sign(ACME, key, other, DATA));
        }
        assertThat(faults.calls()).isEqualTo(asked);
    }

    @Test
    void giveNoSignatureOfAnotherPair() throws Exception {
        KeyMetadata key = make(KeyType.EC_P256);
        own.swap(key.keyId().toString(), KeyType.EC_P256);
        refusesFor(Reason.ALTERED, () -> sign(key));
    }

    @Test
    void doNotOpenOnceTheirRowIsAltered() throws Exception {
        KeyMetadata one = make(KeyType.EC_P256);
        KeyMetadata other = make(KeyType.EC_P256);
        KeyMetadata software = service.make(ACME, KeyType.EC_P256, Protection.SOFTWARE, null);
        alter("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE key_id = x'" + hex(other)
                + "') WHERE key_id = x'" + hex(one) + "'");
        alter("UPDATE keys SET protection = 'software' WHERE key_id = x'" + hex(other) + "'");
        alter("UPDATE keys SET protection = 'hsm' WHERE key_id = x'" + hex(software) + "'");
        service.forget("acme");
        refuses(ErrorCode.DEPENDENCY_UNAVAILABLE, "reason", "key_integrity", () -> sign(one));
        for (KeyMetadata key : new KeyMetadata[] {other, software}) {
            refuses(ErrorCode.DEPENDENCY_UNAVAILABLE, "reason", "row_integrity", () -> sign(key));
        }
    }

    private static String hex(KeyMetadata key) {
        return key.keyId().toString().replace("-", "");
    }

    private void alter(String sql) throws Exception {
        try (Connection thief = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = thief.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
