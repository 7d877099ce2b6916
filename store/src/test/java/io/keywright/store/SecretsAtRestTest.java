package io.keywright.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.journal.StoreException;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.RevocationReason;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WrappedSecret;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody with the database file can do with the keys in it: nothing. */
class SecretsAtRestTest {

    private static final Scope ACME = Samples.scope("acme");

    @TempDir
    Path folder;

    private final Samples samples = new Samples(1);
    private final KeyWrap keyWrap = new KeyWrap(CryptoProviders.jdk());
    private final SecretBytes root = SecretBytes.own(samples.bytes(32));

    private StoredKey wrapped(String material) {
        KeyMetadata metadata = samples.key(ACME, null).metadata();
        try (SecretBytes secret = SecretBytes.own(material.getBytes(ISO_8859_1))) {
            return new StoredKey(
                    metadata, Optional.of(new WrappedSecret(1, keyWrap.wrap(root, secret, binding(metadata)))));
        }
    }

    private static Binding binding(KeyMetadata key) {
        return Binding.of(key.scope(), key.keyId().toString(), "key-material");
    }

    private void create(StoredKey... keys) throws StoreException {
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            for (StoredKey key : keys) {
                store.journal().transaction(transaction -> transaction.apply(new KeyChange.Created(key)));
            }
        }
    }

    private SecretBytes opened(StoredKey key) throws StoreException {
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            StoredKey found = store.keys()
                    .key(ACME, new KeyReference.ById(key.metadata().keyId()))
                    .orElseThrow();
            return keyWrap.unwrap(root, found.wrapped().orElseThrow().blob(), binding(found.metadata()));
        }
    }

    @Test
    void materialThatWasMovedToAnotherKeysRowDoesNotOpen() throws Exception {
        StoredKey first = wrapped("material of the first key, 32 b.");
        StoredKey second = wrapped("material of the other key, 32 b.");
        create(first, second);
        opened(first).close();
        swapMaterial();
        assertThatThrownBy(() -> opened(first)).isInstanceOf(UnwrapException.class);
        assertThatThrownBy(() -> opened(second)).isInstanceOf(UnwrapException.class);
        swapMaterial();
        opened(first).close();
    }

    private void swapMaterial() throws Exception {
        try (Connection thief = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = thief.createStatement()) {
            statement.executeUpdate("CREATE TEMP TABLE loot AS SELECT id, wrapped FROM keys");
            int swapped = statement.executeUpdate(
                    "UPDATE keys SET wrapped = (SELECT loot.wrapped FROM loot WHERE loot.id <> keys.id)");
            assertThat(swapped).isEqualTo(2);
        }
    }

    @Test
    void theFileHasTheWrappedMaterialOfAKeyUntilItIsRevokedAndNeverItsPlainOne() throws Exception {
        StoredKey key = wrapped("material of the only key, 32 by.");
        String wrapped = new String(key.wrapped().orElseThrow().blob(), ISO_8859_1);
        create(key);
        assertThat(file()).contains(wrapped).doesNotContain("material of the only key");
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            Change revocation = new KeyChange.Revoked(
                    key.metadata().in(KeyState.DESTROYED),
                    KeyState.ACTIVE,
                    RevocationReason.COMPROMISED,
                    Samples.START);
            store.journal()
                    .transaction(transaction ->
                            assertThat(transaction.apply(revocation)).isTrue());
        }
        assertThat(file()).doesNotContain(wrapped).doesNotContain(wrapped.substring(20, 40));
        assertThat(folder.resolve("keywright.db-wal")).doesNotExist();
    }

    private String file() throws Exception {
        return Files.readString(folder.resolve("keywright.db"), ISO_8859_1);
    }
}
