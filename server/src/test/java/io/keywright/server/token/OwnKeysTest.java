package io.keywright.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.Keepers;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.tenant.LeaseTerms;
import io.keywright.core.tenant.RootGeneration;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Caller;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeyVersion;
import io.keywright.model.Protection;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.observability.RootMeters;
import io.keywright.server.token.OwnKeys.Place;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This service publishes the keys that sign its tokens: the newest ones, and only those that it made. */
class OwnKeysTest {

    private static final Caller CALLER = SmallLedger.caller("acme", "tokens");

    @TempDir
    Path folder;

    private SmallLedger ledger;
    private CryptoEngine engine;
    private KeyVault vault;
    private OwnKeys published;

    @BeforeEach
    void open() throws Exception {
        ledger = new SmallLedger(folder);
        engine = new CryptoEngine(ledger.crypto);
        WrappingStandings standings = new WrappingStandings(ledger.clock);
        RootOpening opening =
                new RootOpening(ledger.store.tenantRoots(), ledger.roots, standings, ledger.counts, ledger.crypto);
        RootWrapping wrapping = new RootWrapping(
                ledger.store.tenantRoots(), ledger.roots, opening, standings, ledger.crypto, ledger.clock);
        TenantRoots roots = new TenantRoots(
                ledger.store.tenantRoots(),
                opening,
                new RootGeneration(ledger.roots, ledger.store.tenantRoots(), ledger.recorder, wrapping, ledger.ids),
                1000,
                new LeaseTerms(Duration.ofHours(1), Duration.ZERO),
                Optional.empty(),
                new RootMeters(new SimpleMeterRegistry()),
                ledger.blocking(),
                System::nanoTime);
        vault = new KeyVault(roots, engine, new DistantKeys(new Keepers("local", Map.of()), engine));
        published = new OwnKeys(ledger.store.keys(), vault, Place.parse("acme/dev/tenant/tokens"));
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private StoredKey made() {
        UUID id = ledger.ids.next();
        KeyLine line = new KeyLine(
                id,
                Place.parse("acme/dev/tenant/tokens").scope(),
                "tokens",
                KeyType.ED25519,
                Set.of(KeyUsage.SIGN),
                new AccessPolicy(Set.of("tokens"), false, 1000),
                1);
        StoredKey key = forged(line, id, 1, null);
        ledger.commit(new KeyChange.Created(key));
        return key;
    }

    private StoredKey rotated(StoredKey before) {
        KeyMetadata old = before.metadata();
        StoredKey next = forged(old.line(), ledger.ids.next(), old.version().number() + 1, old.keyId());
        ledger.commit(new KeyChange.Rotated(old.rotatedTo(next.metadata().keyId()), KeyState.ACTIVE, next));
        return next;
    }

    private StoredKey forged(KeyLine line, UUID id, int number, @Nullable UUID rotatedFrom) {
        Instant now = ledger.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try (GeneratedKey generated = engine.generate(KeyType.ED25519)) {
            KeyMetadata key = new KeyMetadata(
                    line,
                    new KeyVersion(
                            id,
                            number,
                            KeyState.ACTIVE,
                            pem(generated.publicKey()),
                            now,
                            now,
                            now.plus(Duration.ofDays(365)),
                            rotatedFrom,
                            null,
                            Protection.SOFTWARE));
            return new StoredKey(key, Optional.of(vault.close(CALLER, key, generated.material())));
        }
    }

    private static String pem(byte[] publicKey) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey)
                + "\n-----END PUBLIC KEY-----\n";
    }

    private void alter(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String id(StoredKey key) {
        return key.metadata().keyId().toString();
    }

    @Test
    void aKeyWhoseMaterialWasSwappedIsNotPublishedAndTheOthersAre() throws Exception {
        StoredKey first = made();
        StoredKey second = rotated(first);
        alter("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE number = 1) WHERE number = 2");
        assertThat(published.read()).contains(id(first)).doesNotContain(id(second));
    }

    @Test
    void aPublicKeyThatWasPutIntoARowIsNotPublished() throws Exception {
        rotated(made());
        try (GeneratedKey foreign = engine.generate(KeyType.ED25519)) {
            alter("UPDATE keys SET public_key = '" + pem(foreign.publicKey()) + "' WHERE number = 2");
        }
        assertThatThrownBy(published::read)
                .hasRootCauseMessage("A stored row failed its integrity check; ask the operator to restore the store.");
    }

    @Test
    void afterMoreThanAHundredRotationsTheNewestAreAmongThem() throws Exception {
        StoredKey first = made();
        StoredKey newest = first;
        for (int i = 0; i < 101; i++) {
            newest = rotated(newest);
        }
        assertThat(published.read()).contains(id(newest)).doesNotContain(id(first));
    }

    @Test
    void withoutAnyKeyThereIsAnEmptySet() throws Exception {
        assertThat(published.read()).isEqualTo("{\"keys\":[]}");
    }
}
