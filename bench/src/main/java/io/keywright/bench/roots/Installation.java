package io.keywright.bench.roots;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RootChange;
import io.keywright.core.cost.CallCounts;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKey;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.root.RootKeys;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.core.work.Deadline;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeyVersion;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.Wrapping;
import io.keywright.providers.guard.GuardRules;
import io.keywright.providers.guard.GuardedRootProvider;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A store with tenants and their keys, whose roots lie under one of two guarded, distant providers. */
final class Installation implements AutoCloseable {

    private static final int QUEUE = 4096;
    private static final GuardRules STANDARD = GuardRules.STANDARD;
    /** The standard ones, but that an open circuit asks nothing for as much less as time runs faster. */
    private static final GuardRules QUICKLY_CLOSED = new GuardRules(
            STANDARD.timeout(),
            STANDARD.tries(),
            STANDARD.firstPause(),
            STANDARD.breakerCalls(),
            STANDARD.open().dividedBy(RootFigures.QUICKLY),
            STANDARD.trial(),
            STANDARD.concurrent(),
            STANDARD.perTenant(),
            STANDARD.waiting());

    final Clock clock = Clock.systemUTC();
    final CryptoProviders crypto = CryptoProviders.jdk();
    final CryptoEngine engine = new CryptoEngine(crypto);
    final Executor blocking = Thread::startVirtualThread;
    final DistantProvider provider;
    final DistantProvider other;
    final Store store;
    final RootKeys keys;
    final Recorder recorder;
    final UuidV7 ids = new UuidV7(clock, crypto.random());
    private final Journal journal;

    Installation(Path folder) throws Exception {
        this.provider = distant(folder, "cloud");
        this.other = distant(folder, "other");
        this.store = new Store(SqliteDatabase.open(folder));
        this.keys = new RootKeys(crypto, guarded(provider, QUICKLY_CLOSED), guarded(other, STANDARD));
        LedgerKey ledgerKey = new LedgerKeys(store.ledgerKeys(), keys, engine).open("bench");
        BatchWriter writer = new BatchWriter(store.journal(), ledgerKey);
        writer.recover();
        this.journal = new Journal(writer, QUEUE);
        this.recorder = new Recorder(journal, ledgerKey, ids, clock);
    }

    private DistantProvider distant(Path folder, String name) throws Exception {
        return new DistantProvider(LocalRootProvider.ofFile(name, folder.resolve(name + ".key"), true, crypto));
    }

    private static GuardedRootProvider guarded(DistantProvider provider, GuardRules rules) {
        return new GuardedRootProvider(provider, rules, Clock.systemUTC());
    }

    RootOpening opening(WrappingStandings standings) {
        return new RootOpening(
                store.tenantRoots(), keys, standings, new CallCounts(store.providerCalls(), clock), crypto);
    }

    RootWrapping wrapping(RootOpening opening, WrappingStandings standings) {
        return new RootWrapping(store.tenantRoots(), keys, opening, standings, crypto, clock);
    }

    /** So many tenants, with a root under that provider and so many keys each. */
    List<TenantKey> tenants(String prefix, int number, DistantProvider under, int keysOfEach) {
        List<String> tenantIds =
                IntStream.range(0, number).mapToObj(i -> prefix + i).toList();
        WrappingStandings standings = new WrappingStandings(clock);
        RootWrapping wrapping = wrapping(opening(standings), standings);
        committed(tenantIds.stream()
                .map(tenantId -> new RootChange.Created(wrapping.first(
                        tenantId,
                        List.of(new Wrapping(ids.next(), under.name(), ProviderKeyReference.DEFAULT, 0)),
                        Deadline.never()))));
        try (Node node = new Node(this, new FastTime(1))) {
            List<StoredKey> keys = tenantIds.stream()
                    .flatMap(tenantId -> Collections.nCopies(keysOfEach, tenantId).stream())
                    .map(tenantId -> key(tenantId, node.vault()))
                    .toList();
            committed(keys.stream().map(KeyChange.Created::new));
            return keys.stream()
                    .map(key ->
                            new TenantKey(key.metadata().scope(), key.metadata().keyId()))
                    .toList();
        }
    }

    private void committed(Stream<Change> changes) {
        changes.map(journal::commit).toList().forEach(CompletableFuture::join);
    }

    private StoredKey key(String tenantId, KeyVault vault) {
        KeyMetadata metadata = metadata(new Scope(tenantId, Environment.PROD, Plane.TENANT));
        Caller caller = new Caller("spiffe://bench/module/M21", metadata.scope(), "M21");
        try (GeneratedKey generated = engine.generate(KeyType.AES_256)) {
            return new StoredKey(metadata, Optional.of(vault.close(caller, metadata, generated.material())));
        }
    }

    private KeyMetadata metadata(Scope scope) {
        UUID id = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Set<KeyUsage> usage = EnumSet.of(KeyUsage.ENCRYPT, KeyUsage.DECRYPT);
        AccessPolicy policy = new AccessPolicy(Set.of(AccessPolicy.ANY_MODULE), false, AccessPolicy.MAX_USAGE);
        return new KeyMetadata(
                new KeyLine(id, scope, null, KeyType.AES_256, usage, policy, 1),
                new KeyVersion(
                        id,
                        1,
                        KeyState.ACTIVE,
                        "",
                        now,
                        now,
                        now.plus(Duration.ofDays(90)),
                        null,
                        null,
                        Protection.SOFTWARE));
    }

    @Override
    public void close() throws StoreException {
        journal.close();
        store.close();
    }
}
