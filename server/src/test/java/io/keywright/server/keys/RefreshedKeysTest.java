package io.keywright.server.keys;

import static io.keywright.server.keys.SmallVault.TERMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.UsableKey;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.server.harness.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in use are opened anew ahead of their end, and no longer used for that than their root's provider allows. */
class RefreshedKeysTest {

    /** When a key is due, whatever chance makes of its time, and not yet over. */
    private static final Duration DUE = TERMS.timeToLive().multipliedBy(82).dividedBy(100);

    @TempDir
    Path folder;

    private final AtomicLong nanosOfRoots = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private SmallVault small;
    private SmallKeys keys;

    @BeforeEach
    void open() throws Exception {
        small = new SmallVault(folder);
        keys = new SmallKeys(small, small.roots(nanosOfRoots::get), nanos::get);
    }

    @AfterEach
    void close() throws Exception {
        small.close();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private UsableKey use(KeyMetadata key, KeyUsage usage) {
        return keys.material(key, usage);
    }

    /** Opens anew what is due, and waits until {@code before} has made room. */
    private void refreshed(UsableKey before) {
        keys.ring.refreshDue();
        Eventually.passes(() -> assertThat(before.destroyed()).isTrue());
    }

    private long misses() {
        return keys.ring.traffic().of(KeyType.AES_256).misses();
    }

    @Test
    void noRequestWaitsForAKeyThatIsInUse() {
        KeyMetadata key = keys.create(KeyType.AES_256);
        UsableKey before = use(key, KeyUsage.ENCRYPT);
        for (int hours = 0; hours < 4; hours++) {
            pass(DUE);
            refreshed(before);
            before = use(key, KeyUsage.ENCRYPT);
        }
        assertThat(misses()).isEqualTo(1);
    }

    @Test
    void aPublicKeyIsReadAnewLikewise() {
        KeyMetadata key = keys.create(KeyType.ED25519);
        UsableKey whole = use(key, KeyUsage.SIGN);
        Eventually.passes(() -> assertThat(use(key, KeyUsage.VERIFY)).isNotSameAs(whole));
        UsableKey before = use(key, KeyUsage.VERIFY);
        pass(SmallKeys.PUBLIC_KEYS.multipliedBy(82).dividedBy(100));
        refreshed(before);
        assertThat(use(key, KeyUsage.VERIFY).destroyed()).isFalse();
    }

    @Test
    void aKeyThatWasOpenedAnewEndsWithItsRootHoweverYoungItIs() {
        KeyMetadata key = keys.create(KeyType.AES_256);
        UsableKey before = use(key, KeyUsage.ENCRYPT);
        small.own.refusing(Optional.of(Reason.KEY_DISABLED));
        pass(DUE);
        refreshed(before);
        assertThat(use(key, KeyUsage.ENCRYPT).destroyed()).isFalse();
        nanosOfRoots.addAndGet(TERMS.timeToLive().toNanos());
        assertThatThrownBy(() -> use(key, KeyUsage.ENCRYPT))
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.details()).containsEntry("reason", "key_disabled"));
    }
}
