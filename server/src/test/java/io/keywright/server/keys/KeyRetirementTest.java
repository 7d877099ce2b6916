package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.provider.FakeToken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are put out of use, taken back into it, and destroyed after a waiting period. */
class KeyRetirementTest {

    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);
    private static final Caller ACME = KeyService.of("acme");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private FakeToken token;
    private KeyService service;
    private KeyMetadata key;
    private byte[] signature;

    @BeforeEach
    void open() throws Exception {
        token = new FakeToken(SmallLedger.provider(folder, "token"));
        service = new KeyService(folder, SmallLedger.provider(folder, "local"), token);
        service.create("acme", "token");
        key = service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null);
        signature = sign(key);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private byte[] sign(KeyMetadata key) {
        return service.sign(ACME, key, null, DATA);
    }

    private boolean verifies() {
        return service.verify(ACME, key, null, DATA, signature);
    }

    private StoredKey stored(KeyMetadata key) throws Exception {
        return service.ledger
                .store
                .keys()
                .key(key.scope(), new KeyReference.ById(key.keyId()))
                .orElseThrow();
    }

    private static void refuses(ErrorCode code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(message);
        });
    }

    @Test
    void anArchivedKeyProcessesWhatItProtectedAndNothingElseUntilItIsRestored() {
        assertThat(service.archive(ACME, key).keyState()).isEqualTo(KeyState.ARCHIVED);
        assertThat(verifies()).isTrue();
        refuses(ErrorCode.KEY_INACTIVE, "not active", () -> sign(key));
        refuses(ErrorCode.KEY_INACTIVE, "archived already", () -> service.archive(ACME, key));

        assertThat(service.restore(ACME, key)).isEqualTo(key);
        assertThat(sign(key)).isEqualTo(signature);
        refuses(ErrorCode.KEY_INACTIVE, "active already", () -> service.restore(ACME, key));
    }

    @Test
    void aRotatedKeyIsArchivedEarlyAndNotRestoredBesideItsSuccessor() {
        service.rotate(ACME, key);
        assertThat(service.archive(ACME, key).keyState()).isEqualTo(KeyState.ARCHIVED);
        refuses(ErrorCode.KEY_INACTIVE, "successor is in use", () -> service.restore(ACME, key));
    }

    @Test
    void aKeyWhoseDestructionIsPlannedIsDestroyedWhenItsTimeHasComeAndNotBefore() throws Exception {
        KeyMetadata planned = service.scheduleDestruction(ACME, key, WEEK);
        assertThat(planned.keyState()).isEqualTo(KeyState.ARCHIVED);
        assertThat(planned.destroysAt())
                .isBetween(
                        Instant.now().plus(WEEK).minusSeconds(60), Instant.now().plus(WEEK));
        assertThat(verifies()).isTrue();
        refuses(ErrorCode.KEY_INACTIVE, "not active", () -> sign(key));

        service.destroyDueIn(WEEK.minus(TWO_MINUTES));
        assertThat(stored(key).wrapped()).isPresent();
        service.destroyDueIn(WEEK.plus(MINUTE));

        assertThat(stored(key).wrapped()).isEmpty();
        assertThat(stored(key).metadata()).isEqualTo(planned.in(KeyState.DESTROYED));
        refuses(ErrorCode.KEY_REVOKED, "destroyed", this::verifies);
        refuses(ErrorCode.KEY_REVOKED, "destroyed", () -> service.cancelDestruction(ACME, key));
        assertThat(service.ledger.receipts("acme"))
                .extracting(Receipt::operation)
                .containsSubsequence("key_destruction_scheduled", "key_destroyed")
                .containsOnlyOnce("key_destroyed");
    }

    @Test
    void aPlanIsCancelledUntilItIsCarriedOutAndTheKeyThenRestored() throws Exception {
        refuses(ErrorCode.KEY_INACTIVE, "not planned", () -> service.cancelDestruction(ACME, key));
        service.scheduleDestruction(ACME, key, null);
        refuses(ErrorCode.KEY_INACTIVE, "cancel it first", () -> service.scheduleDestruction(ACME, key, WEEK));
        refuses(ErrorCode.KEY_INACTIVE, "cancel it first", () -> service.restore(ACME, key));

        assertThat(service.cancelDestruction(ACME, key).destroysAt()).isNull();
        service.destroyDueIn(Duration.ofDays(31));
        assertThat(service.restore(ACME, key)).isEqualTo(key);
        assertThat(sign(key)).isEqualTo(signature);
    }

    @Test
    void nobodyWaitsShorterOrLongerThanIsAllowed() {
        for (Duration wait :
                new Duration[] {WEEK.minusMillis(1), Duration.ofDays(30).plusMillis(1), WEEK.negated()}) {
            refuses(ErrorCode.INVALID_REQUEST, "P7D to P30D", () -> service.scheduleDestruction(ACME, key, wait));
        }
    }

    @Test
    void aKeyInsideATokenIsErasedThereOnceItIsDestroyed() throws Exception {
        KeyMetadata inside = service.make(ACME, KeyType.EC_P256, Protection.HSM, null);
        assertThat(token.names()).hasSize(1);
        service.scheduleDestruction(ACME, inside, WEEK);
        service.destroyDueIn(WEEK.plus(MINUTE));
        refuses(ErrorCode.KEY_REVOKED, "destroyed", () -> sign(inside));
        assertThat(service.erasureIn(WEEK.plus(TWO_MINUTES)).eraseUnneeded()).isEmpty();
        assertThat(token.names()).isEmpty();
    }

    @Test
    void anothersKeyIsNotThere() {
        Caller globex = KeyService.of("globex");
        refuses(ErrorCode.KEY_NOT_FOUND, "", () -> service.archive(globex, key));
        refuses(ErrorCode.KEY_NOT_FOUND, "", () -> service.scheduleDestruction(globex, key, WEEK));
    }
}
