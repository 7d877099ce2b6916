package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.UsableKey;
import io.keywright.core.lifecycle.KeySampling;
import io.keywright.core.tenant.CachePart;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.server.harness.Eventually;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key in memory that is not the one that is stored is found by samples. */
class KeySamplingTest {

    @TempDir
    Path folder;

    private final List<UUID> differed = new ArrayList<>();
    private SmallVault vault;
    private SmallKeys keys;
    private KeySampling sampling;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
        keys = new SmallKeys(vault, vault.roots(), System::nanoTime);
        sampling = new KeySampling(keys.ring, keys.engine, key -> differed.add(key.keyId()));
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    private UsableKey use(KeyMetadata key) {
        return keys.material(key, KeyUsage.SIGN);
    }

    private void put(byte[] wrapped) throws Exception {
        try (Connection thief = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                PreparedStatement statement = thief.prepareStatement("UPDATE keys SET wrapped = ?")) {
            statement.setBytes(1, wrapped);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"AES_256", "HMAC_256", "ED25519", "EC_P256", "RSA_2048"})
    void aKeyThatIsTheStoredOneStays(KeyType type) {
        KeyMetadata key = keys.create(type);
        UsableKey material = use(key);
        sampling.look();
        assertThat(differed).isEmpty();
        assertThat(use(key)).isSameAs(material);
    }

    @Test
    void nothingInMemoryIsNothingToLookAt() {
        sampling.look();
        assertThat(differed).isEmpty();
    }

    @Test
    void aRowThatWasAlteredIsTold() throws Exception {
        KeyMetadata key = keys.create(KeyType.AES_256);
        use(key);
        put(new byte[60]);
        sampling.look();
        assertThat(differed).containsExactly(key.keyId());
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"AES_256", "HMAC_256"})
    void aKeyOfOtherMaterialIsToldAndDropped(KeyType type) throws Exception {
        KeyMetadata key = keys.create(type);
        UsableKey material = use(key);
        put(keys.wrappedAnew(key).blob());
        sampling.look();
        assertThat(differed).containsExactly(key.keyId());
        assertThat(use(key)).isNotSameAs(material);
        sampling.look();
        assertThat(differed).hasSize(1);
    }

    /** As if memory had rotted: the public key alone is another pair's. */
    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"ED25519", "EC_P256", "RSA_2048", "ML_DSA_65"})
    void aPublicKeyOfAnotherPairIsToldAndDropped(KeyType type) throws Exception {
        KeyMetadata key = keys.create(type);
        UsableKey whole = use(key);
        Eventually.passes(() -> assertThat(keys.material(key, KeyUsage.VERIFY)).isNotSameAs(whole));
        keys.roots.drop(CachePart.ALL);
        keys.ring.dropOver();
        UsableKey publicKey = keys.material(key, KeyUsage.VERIFY);
        sampling.look();
        assertThat(differed).isEmpty();
        put(keys.wrappedAnew(key).blob());
        sampling.look();
        assertThat(differed).containsExactly(key.keyId());
        Eventually.passes(() -> assertThat(publicKey.destroyed()).isTrue());
    }

    @Test
    void whileItsProviderDoesNotAnswerNothingIsSaidOfAKey() {
        KeyMetadata key = keys.create(KeyType.AES_256);
        UsableKey material = use(key);
        vault.own.unavailable(true);
        keys.roots.drop(CachePart.ALL);
        sampling.look();
        assertThat(differed).isEmpty();
        assertThat(material.destroyed()).isFalse();
    }
}
