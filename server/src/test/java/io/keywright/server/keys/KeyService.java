package io.keywright.server.keys;

import io.keywright.core.Settings;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.administration.Tenants;
import io.keywright.core.administration.WantedRoot;
import io.keywright.core.administration.WantedWrapping;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.distant.DistantErasure;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.KeeperChoice;
import io.keywright.core.distant.Keepers;
import io.keywright.core.distant.KeyPairs;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.DueDestructions;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.lifecycle.KeyMaking;
import io.keywright.core.lifecycle.KeyRetirement;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyUsageReports;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.operations.AgreedSecrets;
import io.keywright.core.operations.Ciphertext;
import io.keywright.core.operations.DataKeys;
import io.keywright.core.operations.Derivation;
import io.keywright.core.operations.DerivedSecrets;
import io.keywright.core.operations.EncryptionContext;
import io.keywright.core.operations.KeyOperations;
import io.keywright.core.operations.KeyRequest;
import io.keywright.core.operations.KeyUse;
import io.keywright.core.operations.Plaintext;
import io.keywright.core.operations.Signed;
import io.keywright.core.quota.DailyUsage;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.quota.RateLimiter;
import io.keywright.core.root.RootProvider;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.LeaseTerms;
import io.keywright.core.tenant.RootGeneration;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.TenantRootStore;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.core.trace.Spans;
import io.keywright.core.usage.InUse;
import io.keywright.core.usage.KeyUses;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Supervisor;
import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.RevocationReason;
import io.keywright.model.Role;
import io.keywright.model.TenantRoot;
import io.keywright.providers.guard.GuardRules;
import io.keywright.providers.guard.GuardedRootProvider;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service without its edge that makes keys and uses them, over providers of the test's choice. */
final class KeyService implements AutoCloseable {

    static final Caller ADMIN = new Caller("spiffe://test.keywright/platform/admin", null, "admin");
    private static final int MANY = 1000;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Duration YEAR = Duration.ofDays(365);

    final SmallLedger ledger;
    final RootWrapping wrapping;
    final TenantRoots roots;

    /** As it will work in five minutes. */
    final DistantErasure erasureLater;

    final CryptoEngine engine;

    final Computations computations = new Computations(new Computations.Limits(2, MANY, MANY), new Supervisor());
    private final DistantKeys distant;
    final Settings settings;
    final Authorizer authorizer;
    final ApprovalGate gate;
    final KeyVault vault;
    final KeyForge forge;
    final KeyUse use;
    final KeyRing keys;
    final KeyLifecycle lifecycle;
    private final KeyRetirement retirement;
    private final KeyUsageReports reports;
    private final DataKeys dataKeys;
    final KeyOperations operations;
    private final DerivedSecrets secrets;
    private final AgreedSecrets agreed;
    private final Tenants tenants;

    /** @param providers the installation's own first */
    KeyService(Path folder, RootProvider... providers) throws Exception {
        this(folder, Clock.systemUTC(), Set.of(), providers);
    }

    /**
     * The same by another clock.
     *
     * @param approved what needs an approval
     */
    KeyService(Path folder, Clock clock, Set<Operation> approved, RootProvider... providers) throws Exception {
        this.ledger = new SmallLedger(folder, clock, Executors.newVirtualThreadPerTaskExecutor(), providers);
        this.engine = new CryptoEngine(ledger.crypto);
        WrappingStandings standings = new WrappingStandings(clock);
        TenantRootStore stored = ledger.store.tenantRoots();
        RootOpening opening = new RootOpening(stored, ledger.roots, standings, ledger.counts, ledger.crypto);
        this.wrapping = new RootWrapping(stored, ledger.roots, opening, standings, ledger.crypto, clock);
        this.roots = new TenantRoots(
                stored,
                opening,
                new RootGeneration(ledger.roots, stored, ledger.recorder, wrapping, ledger.ids),
                MANY,
                new LeaseTerms(LONG, Duration.ZERO),
                Optional.empty(),
                new SeenRoots(),
                Spans.carrying(ledger.blocking()),
                System::nanoTime);
        Keepers keepers = keepers(providers);
        this.distant = new DistantKeys(keepers, engine);
        DistantErasure erasure = new DistantErasure(ledger.store.distantKeys(), distant, ledger.journal, clock);
        this.erasureLater = erasureIn(Duration.ofMinutes(5));
        this.vault = new KeyVault(roots, engine, distant);
        this.keys = new KeyRing(
                ledger.store.keys(),
                vault,
                Spans.carrying(ledger.blocking()),
                new KeyRing.Limits(MANY, LONG, LONG),
                System::nanoTime);
        this.settings = new Settings(
                QUARTER, WEEK, YEAR, Set.of(Algorithm.values()), MANY, Set.of("app"), Settings.Processing.NIST);
        List<IdentityPattern> everybody = List.of(
                IdentityPattern.parse("spiffe://test.keywright/tenant/*/module/*"),
                IdentityPattern.parse("spiffe://test.keywright/tenant/*/env/*/plane/*/module/*"));
        Roles roles = new Roles(Map.of(
                Role.KEY_ADMIN,
                everybody,
                Role.KEY_USER,
                everybody,
                Role.PLATFORM_ADMIN,
                List.of(IdentityPattern.parse(ADMIN.subject()))));
        this.authorizer = new Authorizer(roles);
        ApprovalRules rules = new ApprovalRules(approved, 1, Map.of(), LONG, 10);
        this.gate = new ApprovalGate(
                rules,
                new NoTokens(),
                ledger.store.approvals(),
                new VoteCount(rules, roles, ledger.store.approvals()),
                clock);
        this.forge = new KeyForge(
                settings,
                new KeyMaking(engine, computations, vault, distant, erasure),
                vault,
                new KeeperChoice(ledger.store.tenants(), keepers),
                ledger.ids,
                clock);
        EncryptionLimit encryptions = new EncryptionLimit(ledger.store.usage(), ledger.blocking(), MANY);
        KeyUses uses = new KeyUses(ledger.store.receipts(), ledger.store.toldUses());
        InUse inUse = new InUse(uses, Duration.ofDays(30), clock);
        this.reports = new KeyUsageReports(authorizer, ledger.store.keys(), uses, encryptions, clock);
        this.lifecycle = new KeyLifecycle(authorizer, gate, forge, ledger.store.keys(), keys, erasure, inUse, clock);
        this.retirement = new KeyRetirement(authorizer, gate, ledger.store.keys(), keys, inUse, clock);
        this.use = new KeyUse(
                settings,
                authorizer,
                gate,
                keys,
                ledger.store.keys(),
                new KeyQuota(
                        new RateLimiter<>("key_rate", Optional.empty(), System::nanoTime),
                        encryptions,
                        new DailyUsage(ledger.store.usage(), ledger.blocking(), MANY, clock)),
                computations,
                Spans.carrying(ledger.blocking()),
                clock);
        this.operations = new KeyOperations(use, engine);
        this.dataKeys = new DataKeys(use, engine);
        this.secrets = new DerivedSecrets(use, authorizer, engine, computations);
        this.agreed = new AgreedSecrets(use, engine);
        this.tenants = new Tenants(
                new TenantCatalogue(authorizer, ledger.store.tenants()), gate, wrapping, ledger.roots, ledger.ids);
    }

    private static Keepers keepers(RootProvider... providers) {
        Map<String, KeyPairs> pairs = new HashMap<>();
        for (RootProvider provider : providers) {
            new GuardedRootProvider(provider, GuardRules.STANDARD, Clock.systemUTC())
                    .keyPairs()
                    .ifPresent(kept -> pairs.put(provider.name(), kept));
        }
        return new Keepers(providers[0].name(), pairs);
    }

    static Caller of(String tenant) {
        return SmallLedger.caller(tenant, "app");
    }

    <T> T run(Caller caller, Operation operation, UseCase<T> useCase) {
        return run(caller, operation, useCase, Deadline.in(Duration.ofSeconds(30)));
    }

    <T> T run(Caller caller, Operation operation, UseCase<T> useCase, Deadline deadline) {
        return run(caller, operation, () -> useCase, deadline);
    }

    private <T> T run(Caller caller, Operation operation, Supplier<UseCase<T>> useCase) {
        return run(caller, operation, useCase, Deadline.in(Duration.ofSeconds(30)));
    }

    private <T> T run(Caller caller, Operation operation, Supplier<UseCase<T>> useCase, Deadline deadline) {
        Call call =
                new Call(new Arrival(caller, System.nanoTime(), deadline, Runnable::run, Spans.current()), operation);
        try {
            return ledger.calls.run(call, useCase).join().value();
        } catch (CompletionException e) {
            throw KeywrightException.of(e);
        }
    }

    /** The tenant gets a root that these providers wrap. */
    void create(String tenant, String... providers) {
        List<WantedWrapping> wanted = List.of(providers).stream()
                .map(provider -> new WantedWrapping(provider, ProviderKeyReference.DEFAULT, 0))
                .toList();
        run(ADMIN, Operation.CREATE_TENANT, tenants.create(tenant, Optional.empty(), wanted));
    }

    /** Its root is wrapped by these from now on. */
    void move(String tenant, String... providers) {
        List<WantedWrapping> wanted = List.of(providers).stream()
                .map(provider -> new WantedWrapping(provider, ProviderKeyReference.DEFAULT, 0))
                .toList();
        run(ADMIN, Operation.CHANGE_TENANT_ROOT, tenants.changeRoot(tenant, Optional.empty(), WantedRoot.of(wanted)));
    }

    /** Its root gets its next version. */
    TenantRoot rotateRoot(String tenant) {
        return run(ADMIN, Operation.ROTATE_TENANT_ROOT, tenants.rotateRoot(tenant, Optional.empty()));
    }

    KeyMetadata make(Caller caller, KeyType type, Protection protection, @Nullable String provider) {
        return make(caller, type, protection, provider, null);
    }

    KeyMetadata make(
            Caller caller, KeyType type, Protection protection, @Nullable String provider, @Nullable String alias) {
        return make(caller, new NewKey(ScopeClaim.NONE, type, type.usages(), protection, provider, alias, null, null));
    }

    KeyMetadata make(Caller caller, NewKey wanted) {
        return run(caller, Operation.GENERATE, lifecycle.generate(wanted)).key();
    }

    KeyLifecycle.Rotation rotate(Caller caller, KeyMetadata key) {
        return run(caller, Operation.ROTATE, lifecycle.rotate(ScopeClaim.NONE, new KeyReference.ById(key.keyId())));
    }

    void revoke(Caller caller, KeyMetadata key) {
        run(
                caller,
                Operation.REVOKE,
                lifecycle.revoke(
                        ScopeClaim.NONE, new KeyReference.ById(key.keyId()), RevocationReason.COMPROMISED, false));
    }

    KeyMetadata archive(Caller caller, KeyMetadata key) {
        return run(caller, Operation.ARCHIVE, retirement.archive(ScopeClaim.NONE, new KeyReference.ById(key.keyId())));
    }

    KeyMetadata restore(Caller caller, KeyMetadata key) {
        return run(caller, Operation.RESTORE, retirement.restore(ScopeClaim.NONE, new KeyReference.ById(key.keyId())));
    }

    KeyMetadata scheduleDestruction(Caller caller, KeyMetadata key, @Nullable Duration wait) {
        return run(
                caller,
                Operation.SCHEDULE_DESTRUCTION,
                retirement.scheduleDestruction(ScopeClaim.NONE, new KeyReference.ById(key.keyId()), wait, true));
    }

    KeyMetadata scheduleDestructionUnconfirmed(Caller caller, KeyMetadata key) {
        return run(
                caller,
                Operation.SCHEDULE_DESTRUCTION,
                retirement.scheduleDestruction(ScopeClaim.NONE, new KeyReference.ById(key.keyId()), null, false));
    }

    void retire(Caller caller, KeyMetadata key, boolean confirmed) {
        run(
                caller,
                Operation.REVOKE,
                lifecycle.revoke(
                        ScopeClaim.NONE, new KeyReference.ById(key.keyId()), RevocationReason.RETIRED, confirmed));
    }

    KeyLifecycle.Rotation replace(Caller caller, KeyMetadata key) {
        return run(caller, Operation.ROTATE, lifecycle.replace(ScopeClaim.NONE, new KeyReference.ById(key.keyId())));
    }

    /** Of the last thirty days. */
    KeyUsageReports.Report usage(Caller caller, KeyMetadata key) {
        return run(
                caller,
                Operation.GET_KEY_USAGE,
                reports.usage(
                        new KeyReference.ById(key.keyId()), null, Instant.now().plusSeconds(1)));
    }

    KeyMetadata cancelDestruction(Caller caller, KeyMetadata key) {
        return run(
                caller,
                Operation.CANCEL_DESTRUCTION,
                retirement.cancelDestruction(ScopeClaim.NONE, new KeyReference.ById(key.keyId())));
    }

    /** Erases in providers as it will in so much time. */
    DistantErasure erasureIn(Duration time) {
        return new DistantErasure(
                ledger.store.distantKeys(), distant, ledger.journal, Clock.offset(ledger.clock, time));
    }

    /** Destroys what is due in so much time. */
    void destroyDueIn(Duration time) throws StoreException {
        new DueDestructions(ledger.store.keys(), keys, ledger.recorder, Clock.offset(ledger.clock, time)).run();
    }

    byte[] sign(Caller caller, KeyMetadata key, @Nullable Algorithm algorithm, byte[] data) {
        return run(caller, Operation.SIGN, operations.sign(request(key, algorithm), new Message.Data(data)))
                .value();
    }

    boolean verify(Caller caller, KeyMetadata key, @Nullable Algorithm algorithm, byte[] data, byte[] signature) {
        return run(
                        caller,
                        Operation.VERIFY,
                        operations.verify(request(key, algorithm), new Signed(new Message.Data(data), signature)))
                .value();
    }

    Encrypted encrypt(Caller caller, KeyMetadata key, byte[] plaintext, byte[] aad) {
        return run(caller, Operation.ENCRYPT, operations.encrypt(request(key, null), new Plaintext(plaintext, aad)))
                .value();
    }

    byte[] decrypt(Caller caller, KeyMetadata key, Encrypted encrypted, byte[] aad) {
        return run(caller, Operation.DECRYPT, operations.decrypt(request(key, null), new Ciphertext(encrypted, aad)))
                .value();
    }

    /** @param name the key's id, or its alias */
    DataKeys.Made dataKey(Caller caller, String name, int sizeBits, Map<String, String> context, boolean wrappedOnly) {
        return run(
                        caller,
                        Operation.GENERATE_DATA_KEY,
                        dataKeys.generate(ScopeClaim.NONE, name, sizeBits, new EncryptionContext(context), wrappedOnly))
                .value();
    }

    /** @param name null for whatever the wrapped key names */
    SecretBytes unwrap(Caller caller, @Nullable String name, byte[] wrapped, Map<String, String> context) {
        return run(
                        caller,
                        Operation.UNWRAP_DATA_KEY,
                        () -> dataKeys.unwrap(ScopeClaim.NONE, name, wrapped, new EncryptionContext(context)))
                .value();
    }

    DerivedSecrets.Derived derive(Caller caller, String name, Derivation derivation) {
        return run(caller, Operation.DERIVE, () -> secrets.fromKey(ScopeClaim.NONE, name, derivation));
    }

    DerivedSecrets.Derived derive(Caller caller, SecretBytes secret, Derivation derivation) {
        return run(caller, Operation.DERIVE, () -> secrets.fromSecret(ScopeClaim.NONE, secret, derivation));
    }

    DerivedSecrets.Derived agree(Caller caller, String name, byte[] peer, Derivation derivation) {
        return run(caller, Operation.AGREE, () -> agreed.agree(ScopeClaim.NONE, name, peer, derivation));
    }

    SecretBytes random(Caller caller, int bytes) {
        return run(caller, Operation.GENERATE_RANDOM, () -> secrets.random(ScopeClaim.NONE, bytes));
    }

    private static KeyRequest request(KeyMetadata key, @Nullable Algorithm algorithm) {
        return new KeyRequest(ScopeClaim.NONE, key.keyId().toString(), algorithm);
    }

    /** Nothing is in memory any more. */
    void forget(String tenant) {
        keys.forgetAll();
        roots.drop(CachePart.ofTenant(tenant));
    }

    @Override
    public void close() throws StoreException {
        computations.close();
        ledger.close();
    }
}
