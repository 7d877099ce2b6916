package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.KeyDestroyedException;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.Keepers;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.secret.Shared;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.RevocationReason;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.Eventually;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in memory are destroyed as soon as nobody needs them, and never under somebody's hands. */
class HeldKeysTest {

    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    Path folder;

    private SmallVault small;
    private CryptoEngine engine;
    private KeyVault vault;
    private final Samples samples = new Samples(1);

    @BeforeEach
    void open() throws Exception {
        small = new SmallVault(folder);
        engine = new CryptoEngine(small.crypto);
        vault = vault();
    }

    @AfterEach
    void close() throws Exception {
        small.close();
    }

    /** One whose roots are not in memory yet. */
    private KeyVault vault() {
        return new KeyVault(small.roots(), engine, new DistantKeys(new Keepers("local", Map.of()), engine));
    }

    private KeyRing ring(int size) {
        return ring(size, vault);
    }

    private KeyRing ring(int size, KeyVault opening) {
        return new KeyRing(
                small.store.keys(),
                opening,
                small.blocking,
                new KeyRing.Limits(size, Duration.ofHours(1), Duration.ofHours(24)),
                System::nanoTime);
    }

    private KeyMetadata create() {
        KeyMetadata key = samples.key(SmallVault.SCOPE, null, KeyType.AES_256).metadata();
        try (GeneratedKey made = engine.generate(KeyType.AES_256)) {
            small.commit(new KeyChange.Created(
                    new StoredKey(key, Optional.of(vault.close(SmallVault.CALLER, key, made.material())))));
        }
        return key;
    }

    private static CompletableFuture<Shared<HeldKey>> find(KeyRing ring, KeyMetadata key) {
        return ring.find(key.scope(), new KeyReference.ById(key.keyId()), KeyUsage.ENCRYPT);
    }

    private static UsableKey material(Shared<HeldKey> held) {
        return held.get().material().orElseThrow();
    }

    private Encrypted encrypt(UsableKey key) {
        return engine.encrypt(key, Algorithm.AES_256_GCM, DATA, new byte[0]);
    }

    private void revoke(KeyMetadata key) {
        small.commit(new KeyChange.Revoked(
                key.in(KeyState.DESTROYED), key.keyState(), RevocationReason.COMPROMISED, Samples.START));
    }

    @Test
    void aKeyThatIsRevokedIsDestroyedInMemoryAtOnce() {
        KeyRing ring = ring(10);
        KeyMetadata key = create();
        Shared<HeldKey> held = find(ring, key).join();
        held.release();
        UsableKey material = material(held);
        assertThat(encrypt(material)).isNotNull();
        revoke(key);
        ring.forget(key);
        Eventually.passes(() -> assertThat(material.destroyed()).isTrue());
        assertThatThrownBy(() -> encrypt(material)).isInstanceOf(KeyDestroyedException.class);
        assertThat(find(ring, key).join().get().material()).isEmpty();
    }

    @Test
    void whoIsUsingAKeyThatIsRevokedFinishes() {
        KeyRing ring = ring(10);
        KeyMetadata key = create();
        Shared<HeldKey> using = find(ring, key).join();
        Shared<HeldKey> usingToo = find(ring, key).join();
        revoke(key);
        ring.forget(key);
        assertThat(find(ring, key).join().get().material()).isEmpty();
        assertThat(encrypt(material(using))).isNotNull();
        using.release();
        assertThat(encrypt(material(usingToo))).isNotNull();
        usingToo.release();
        Eventually.passes(() -> assertThat(material(using).destroyed()).isTrue());
    }

    /** The cache makes room at the latest when it is asked next. */
    @Test
    void keysThatThereIsNoRoomForAreDestroyedAndNobodyFails() {
        KeyRing ring = ring(1);
        List<KeyMetadata> keys = IntStream.range(0, 20).mapToObj(i -> create()).toList();
        List<CompletableFuture<UsableKey>> uses = IntStream.range(0, 2000)
                .mapToObj(i -> find(ring, keys.get(i % keys.size())).thenApply(held -> {
                    assertThat(encrypt(material(held))).isNotNull();
                    held.release();
                    return material(held);
                }))
                .toList();
        List<UsableKey> used =
                uses.stream().map(CompletableFuture::join).distinct().toList();
        Eventually.passes(() -> {
            find(ring, keys.getFirst()).join().release();
            assertThat(used).filteredOn(key -> !key.destroyed()).hasSizeLessThanOrEqualTo(1);
        });
    }

    @Test
    void whatIsJustBeingLoadedStaysWhenKeysAreLetGoOfWhoseRootIsOver() {
        KeyRing ring = ring(10, vault());
        KeyMetadata key = create();
        small.own.hang();
        CompletableFuture<Shared<HeldKey>> loading = find(ring, key);
        ring.dropOver();
        small.own.goOn();
        assertThat(find(ring, key).join().get()).isSameAs(loading.join().get());
    }

    @Test
    void aDestroyedKeyWhoseRowSaysThatItWorksIsRefused() {
        KeyMetadata key = samples.key(SmallVault.SCOPE, null).metadata();
        small.commit(new KeyChange.Created(new StoredKey(key.in(KeyState.DESTROYED), Optional.empty())));
        assertThat(find(ring(10), key).join().get().material()).isEmpty();
        unchecked("UPDATE keys SET key_state = 'active'");
        assertThatThrownBy(() -> find(ring(10), key).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(KeywrightException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
                    assertThat(refusal.details()).containsEntry("reason", "row_integrity");
                });
    }

    private void unchecked(String update) {
        try (Connection thief = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = thief.createStatement()) {
            statement.execute("PRAGMA ignore_check_constraints = ON");
            assertThat(statement.executeUpdate(update)).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
