package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.model.Environment;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyVersion;
import io.keywright.model.Origin;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.model.RevocationReason;
import io.keywright.model.RotationRule;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WrappedSecret;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Keys that come from elsewhere, and keys that leave. */
public interface ImportContract extends StoreFixture {

    Scope HERE = Samples.scope("importer");
    Scope ELSEWHERE = new Scope("importer", Environment.STAGING, Plane.SHARED);
    Instant EXPIRY = Samples.START.plus(Duration.ofDays(1));
    int MOST = 2;

    private boolean apply(Change change) throws Exception {
        return new Keys(store()).apply(change);
    }

    private static KeyImport begun(StoredKey key) {
        return new KeyImport(
                key.metadata().keyId(),
                key.metadata().scope(),
                new byte[] {'{', '}'},
                Samples.START,
                EXPIRY,
                new WrappedSecret(3, new byte[] {1, 2, 3}));
    }

    private boolean begin(StoredKey key) throws Exception {
        return apply(new KeyChange.ImportBegun(begun(key), MOST));
    }

    /** {@code key} as one that came from elsewhere, and may leave again. */
    private static StoredKey imported(StoredKey key, Instant at) {
        KeyLine line = key.metadata().line();
        KeyVersion version = key.metadata().version();
        return new StoredKey(
                new KeyMetadata(
                        new KeyLine(
                                line.lineId(),
                                line.scope(),
                                line.alias(),
                                line.keyType(),
                                line.keyUsage(),
                                line.accessPolicy(),
                                1,
                                RotationRule.STANDARD,
                                true),
                        new KeyVersion(
                                version.keyId(),
                                1,
                                KeyState.ACTIVE,
                                version.publicKey(),
                                at,
                                at,
                                version.validUntil(),
                                null,
                                null,
                                Protection.SOFTWARE,
                                null,
                                Origin.IMPORTED)),
                key.wrapped());
    }

    @Test
    default void anImportMakesOneKeyAndIsOver() throws Exception {
        StoredKey key = imported(new Samples(41).key(HERE, "imported", KeyType.AES_256), Samples.START);
        assertThat(apply(new KeyChange.Imported(key))).isFalse();
        assertThat(begin(key)).isTrue();
        assertThat(store().imports().find(ELSEWHERE, key.metadata().keyId())).isEmpty();
        KeyImport found = store().imports().find(HERE, key.metadata().keyId()).orElseThrow();
        assertThat(found).usingRecursiveComparison().isEqualTo(begun(key));

        assertThat(apply(new KeyChange.Imported(key))).isTrue();
        new Keys(store()).assertStored(key);
        assertThat(store().imports().find(HERE, key.metadata().keyId())).isEmpty();
        assertThat(apply(new KeyChange.Imported(key))).isFalse();
    }

    @Test
    default void anImportThatHasExpiredMakesNoKeyAndIsErased() throws Exception {
        StoredKey key = imported(new Samples(42).key(HERE, "late", KeyType.AES_256), EXPIRY);
        begin(key);
        assertThat(apply(new KeyChange.Imported(key))).isFalse();
        assertThat(store().imports().expired(EXPIRY.minusMillis(1), 10)).isEmpty();
        assertThat(store().imports().expired(EXPIRY, 0)).isEmpty();
        assertThat(store().imports().expired(EXPIRY, 10)).hasSize(1);
        assertThat(apply(new KeyChange.ImportExpired(begun(key)))).isTrue();
        assertThat(apply(new KeyChange.ImportExpired(begun(key)))).isFalse();
        assertThat(store().imports().expired(EXPIRY, 10)).isEmpty();
    }

    @Test
    default void anImportWhoseAliasIsTakenStaysOpen() throws Exception {
        new Keys(store()).create(new Samples(43).key(HERE, "taken"));
        StoredKey key = imported(new Samples(44).key(HERE, "taken", KeyType.AES_256), Samples.START);
        begin(key);
        assertThat(apply(new KeyChange.Imported(key))).isFalse();
        assertThat(store().imports().find(HERE, key.metadata().keyId())).isPresent();
    }

    @Test
    default void aTenantHasNoMoreImportsOpenThanItMay() throws Exception {
        assertThat(begin(new Samples(45).key(HERE, null, KeyType.AES_256))).isTrue();
        assertThat(begin(new Samples(46).key(ELSEWHERE, null, KeyType.AES_256))).isTrue();
        StoredKey third = new Samples(47).key(HERE, null, KeyType.AES_256);
        assertThat(begin(third)).isFalse();
        assertThat(begin(new Samples(48).key(Samples.scope("other"), null, KeyType.AES_256)))
                .isTrue();
        assertThat(apply(new KeyChange.ImportExpired(begun(new Samples(45).key(HERE, null, KeyType.AES_256)))))
                .isTrue();
        assertThat(begin(third)).isTrue();
    }

    @Test
    default void anImportIsTriedNoMoreOftenThanItMay() throws Exception {
        StoredKey key = new Samples(49).key(HERE, null, KeyType.AES_256);
        Change tried = new KeyChange.ImportTried(key.metadata().keyId(), MOST);
        assertThat(apply(tried)).isFalse();
        begin(key);
        assertThat(apply(tried)).isTrue();
        assertThat(apply(tried)).isTrue();
        assertThat(apply(tried)).isFalse();
    }

    @Test
    default void aKeyLeavesInTheStateThatItWasSeenIn() throws Exception {
        StoredKey key = new Samples(50).key(HERE, "leaving");
        Change exported = new KeyChange.Exported(key.metadata(), "ab".repeat(32));
        assertThat(apply(exported)).isFalse();
        new Keys(store()).create(key);
        assertThat(apply(exported)).isTrue();
        apply(new KeyChange.Revoked(
                key.metadata().in(KeyState.DESTROYED), KeyState.ACTIVE, RevocationReason.RETIRED, Samples.START));
        assertThat(apply(exported)).isFalse();
    }
}
