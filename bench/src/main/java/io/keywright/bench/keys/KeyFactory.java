package io.keywright.bench.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.keywright.bench.Unwatched;
import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.Grant;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.authority.AuthorityKeys;
import io.keywright.core.authority.Issuance.Issued;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.change.AuthorityChange;
import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.compliance.AlgorithmNotAllowed;
import io.keywright.core.compliance.Check;
import io.keywright.core.compliance.KeyExportable;
import io.keywright.core.compliance.KeyUnused;
import io.keywright.core.compliance.Monitor;
import io.keywright.core.compliance.PolicyOpen;
import io.keywright.core.compliance.RotationOverdue;
import io.keywright.core.compliance.RsaTooShort;
import io.keywright.core.compliance.Subject;
import io.keywright.core.compliance.Survey;
import io.keywright.core.compliance.ValidityEnded;
import io.keywright.core.cost.CallCounts;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.distant.DistantErasure;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.KeeperChoice;
import io.keywright.core.distant.Keepers;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowKeys;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.LedgerKey;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.KeyCatalogue;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.lifecycle.KeyMaking;
import io.keywright.core.lifecycle.KeyMove;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.lifecycle.MadeKey;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.operations.Certification;
import io.keywright.core.operations.KeyOperations;
import io.keywright.core.operations.KeyRequest;
import io.keywright.core.operations.KeyUse;
import io.keywright.core.quota.DailyUsage;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.quota.RateLimiter;
import io.keywright.core.root.RootKeys;
import io.keywright.core.rotation.Renewal;
import io.keywright.core.rotation.RootRotations;
import io.keywright.core.rotation.RootSchedule;
import io.keywright.core.rotation.Rotations;
import io.keywright.core.rotation.Schedule;
import io.keywright.core.tenant.LeaseTerms;
import io.keywright.core.tenant.RootGeneration;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.core.usage.InUse;
import io.keywright.core.usage.KeyUses;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Algorithm;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.OldRoot;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.ShownCertificate;
import io.keywright.model.SubjectType;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A service without its edge that makes keys, replaces and lists them; everything in it is real, and durable. */
final class KeyFactory implements AutoCloseable {

    private static final int MANY = 100_000;
    private static final Duration LONG = Duration.ofDays(365);

    private final LaterClock clock = new LaterClock();
    private final Executor blocking = Thread::startVirtualThread;
    private final Store store;
    private final Journal journal;
    private final UuidV7 ids;
    private final Computations computations = new Computations(
            new Computations.Limits(Runtime.getRuntime().availableProcessors(), MANY, MANY), new Supervisor());
    private final ApprovalGate gate;
    private final Recorder recorder;
    private final KeyLifecycle lifecycle;
    private final KeyCatalogue catalogue;
    private final KeyOperations operations;
    private final Calls calls;
    private final RootWrapping wrapping;
    private final TenantRoots roots;
    private final AuthorityFactory authorities;

    KeyFactory(Path folder) throws Exception {
        CryptoProviders crypto = CryptoProviders.withAccp(AmazonCorrettoCryptoProvider.INSTANCE);
        CryptoEngine engine = new CryptoEngine(crypto);
        this.ids = new UuidV7(clock, crypto.random());
        RowGuard rows = new RowGuard(() -> {}, new Unwatched());
        this.store = new Store(SqliteDatabase.open(folder), clock, rows);
        RootKeys providers =
                new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
        LedgerKey ledgerKey = new LedgerKeys(store.ledgerKeys(), providers, engine).open("bench");
        BatchWriter writer = new BatchWriter(store.journal(), ledgerKey);
        writer.recover();
        this.journal = new Journal(writer, MANY);
        this.recorder = new Recorder(journal, ledgerKey, ids, clock);
        new RowKeys(store.rowKeys(), providers, engine, recorder, new Unwatched()).open(rows, () -> {});
        this.calls = new Calls(recorder, (name, refusal, started) -> {}, blocking);
        List<IdentityPattern> tenants = List.of(IdentityPattern.parse("spiffe://bench/tenant/*"));
        Roles roles = new Roles(Map.of(Role.KEY_ADMIN, tenants, Role.KEY_USER, tenants));
        ApprovalRules rules = new ApprovalRules(Set.of(), 1, Map.of(), LONG, 1);
        VoteCount votes = new VoteCount(rules, roles, store.approvals());
        this.gate = new ApprovalGate(rules, new NoTokens(), store.approvals(), votes, clock);
        Keepers keepers = new Keepers("local", Map.of());
        DistantKeys distant = new DistantKeys(keepers, engine);
        DistantErasure erasure = new DistantErasure(store.distantKeys(), distant, journal, clock);
        WrappingStandings standings = new WrappingStandings(clock);
        RootOpening opening = new RootOpening(
                store.tenantRoots(), providers, standings, new CallCounts(store.providerCalls(), clock), crypto);
        this.wrapping = new RootWrapping(store.tenantRoots(), providers, opening, standings, crypto, clock);
        this.roots = roots(providers, opening);
        KeyVault vault = new KeyVault(roots, engine, distant);
        KeyRing keys =
                new KeyRing(store.keys(), vault, blocking, new KeyRing.Limits(MANY, LONG, LONG), System::nanoTime);
        Settings settings = new Settings(
                LONG, LONG, LONG, Set.of(Algorithm.values()), MANY, Set.of("app"), Settings.Processing.NIST);
        KeyForge forge = new KeyForge(
                settings,
                new KeyMaking(engine, computations, vault, distant, erasure),
                vault,
                new KeeperChoice(store.tenants(), keepers),
                ids,
                clock);
        InUse inUse = new InUse(new KeyUses(store.receipts(), store.toldUses()), Duration.ZERO, clock);
        this.lifecycle =
                new KeyLifecycle(new Authorizer(roles), gate, forge, store.keys(), keys, erasure, inUse, clock);
        this.catalogue = new KeyCatalogue(new Authorizer(roles), store.keys(), vault);
        KeyQuota quota = new KeyQuota(
                new RateLimiter<>("key_rate", Optional.empty(), System::nanoTime),
                new EncryptionLimit(store.usage(), blocking, MANY),
                new DailyUsage(store.usage(), blocking, MANY, clock));
        KeyUse use = new KeyUse(
                settings, new Authorizer(roles), gate, keys, store.keys(), quota, computations, blocking, clock);
        this.operations = new KeyOperations(use, engine);
        this.authorities = new AuthorityFactory(
                store,
                new Authorizer(roles),
                gate,
                forge,
                keys,
                new AuthorityKeys(settings, keys, vault, engine, computations, clock),
                new Certification(use, engine),
                recorder,
                ids,
                crypto.random(),
                blocking,
                clock);
    }

    /** Makes an authority of a tenant, which issues to everybody in its scope. */
    Authority authority(String tenantId) {
        return calls.run(call(tenantId, Operation.CREATE_AUTHORITY), authorities::create)
                .join()
                .value();
    }

    /** Issues a certificate as a call would; done when it is durable. */
    CompletableFuture<Recorded<Issued>> issue(Authority authority, byte[] request) {
        return calls.run(
                call(authority.scope().tenantId(), Operation.ISSUE_CERTIFICATE),
                () -> authorities.issue(authority, request));
    }

    /** Has one more certificate like {@code issued} in the store and the ledger, without a signature; done when it is durable. */
    CompletableFuture<?> repeat(Authority authority, IssuedCertificate issued, BigInteger serial) {
        IssuedCertificate another = new IssuedCertificate(
                ids.next(),
                issued.authorityId(),
                issued.scope(),
                issued.module(),
                serial,
                issued.certificate(),
                issued.notBefore(),
                issued.notAfter(),
                issued.renewedFrom(),
                issued.revocation());
        return recorder.succeeded(
                Attempt.of(Caller.SERVICE, Operation.ISSUE_CERTIFICATE).within(authority.scope()),
                new AuthorityChange.CertificateIssued(another, authority.version()));
    }

    /** Whether the store has that certificate, as validation asks it. */
    boolean knows(IssuedCertificate certificate) throws StoreException {
        return store.certificates()
                .certificate(new ShownCertificate(certificate.serial(), Sha256.hex(certificate.certificate())))
                .isPresent();
    }

    /** Revokes a certificate as a call would; done when it is durable. */
    CompletableFuture<Recorded<IssuedCertificate>> revoke(IssuedCertificate certificate) {
        return calls.run(
                call(certificate.scope().tenantId(), Operation.REVOKE_CERTIFICATE),
                () -> authorities.revoke(certificate));
    }

    /** The authority's revocation list, signed anew if it lacks something. */
    byte[] revocationList(Authority authority) {
        return authorities.revocationList(authority);
    }

    private TenantRoots roots(RootKeys providers, RootOpening opening) {
        return new TenantRoots(
                store.tenantRoots(),
                opening,
                new RootGeneration(providers, store.tenantRoots(), recorder, wrapping, ids),
                MANY,
                new LeaseTerms(LONG, Duration.ZERO),
                Optional.empty(),
                new Unwatched(),
                blocking,
                System::nanoTime);
    }

    /** Makes a key as a call would; done when it is durable. */
    CompletableFuture<Recorded<MadeKey>> make(String tenantId, KeyType type) {
        return make(tenantId, type, null);
    }

    /** The same with an alias. */
    CompletableFuture<Recorded<MadeKey>> make(String tenantId, KeyType type, @Nullable String alias) {
        NewKey wanted = new NewKey(ScopeClaim.NONE, type, type.usages(), Protection.SOFTWARE, null, alias, null, null);
        return calls.run(call(tenantId, Operation.GENERATE), () -> lifecycle.generate(wanted));
    }

    /** Signs as a call would; done when the receipt is durable. */
    CompletableFuture<?> sign(KeyMetadata key, byte[] data) {
        KeyRequest request = new KeyRequest(ScopeClaim.NONE, key.keyId().toString(), null);
        return calls.run(
                call(key.scope().tenantId(), Operation.SIGN), () -> operations.sign(request, new Message.Data(data)));
    }

    /** Puts a key out of use. */
    CompletableFuture<?> archive(KeyMetadata key) {
        Change moved = new KeyChange.Moved(KeyMove.ARCHIVE.of(key), key, clock.instant());
        return recorder.succeeded(Attempt.of(Caller.SERVICE, Operation.ARCHIVE), moved);
    }

    /** A page of a tenant's keys as a call would have it, its receipt included. */
    List<KeyMetadata> list(String tenantId, KeyFilter filter, @Nullable UUID after, int limit) {
        return calls.run(call(tenantId, Operation.LIST_KEYS), () -> catalogue.list(filter, after, limit))
                .join()
                .value();
    }

    private static Call call(String tenantId, Operation operation) {
        Scope scope = new Scope(tenantId, Environment.PROD, Plane.TENANT);
        Caller caller = new Caller("spiffe://bench/tenant/" + tenantId, scope, "app");
        return new Call(new Arrival(caller, System.nanoTime(), Deadline.never(), Runnable::run), operation);
    }

    /** What rotates keys. */
    Rotations rotations(Schedule schedule) {
        Renewal renewal = new Renewal(gate, lifecycle, calls);
        return new Rotations(schedule, store.dueKeys(), store.rotationRuns(), () -> true, renewal, ids, clock);
    }

    /** What rotates tenants' roots that are that old, and wraps anew what lies under them. */
    RootRotations rootRotations(Duration period) {
        return new RootRotations(
                new RootSchedule(Optional.of(period)),
                store.dependants(),
                store.tenants(),
                wrapping,
                roots,
                () -> true,
                recorder,
                new Unwatched(),
                clock);
    }

    /** What looks at all keys, by every check that there is of keys. */
    Monitor monitor(Schedule schedule, Duration unusedFor) {
        List<Check<Subject.OfKey>> checks = List.of(
                new RotationOverdue(schedule),
                new ValidityEnded(),
                new AlgorithmNotAllowed(Set.of(Algorithm.values())),
                new RsaTooShort(3072),
                new PolicyOpen(),
                new KeyUnused(unusedFor),
                new KeyExportable());
        return new Monitor(
                List.of(new Survey<>(SubjectType.KEY, store.liveKeys(), checks)),
                store.findings(),
                recorder,
                (survey, cause) -> {
                    throw new IllegalStateException("the keys could not be looked at", cause);
                },
                () -> true,
                clock);
    }

    /** How many secrets lie under old versions of roots. */
    long underOldRoots() throws StoreException {
        return store.dependants().old().stream().mapToLong(OldRoot::secrets).sum();
    }

    /** From now on it is as much later. */
    void pass(Duration time) {
        clock.ahead = clock.ahead.plus(time);
    }

    @Override
    public void close() throws StoreException {
        computations.close();
        journal.close();
        store.close();
    }

    /** The system's clock, ahead of its time. */
    private static final class LaterClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoTokens implements ApprovalTokens {

        @Override
        public String write(Grant grant) {
            throw new UnsupportedOperationException("nothing is approved here");
        }

        @Override
        public Grant read(String token) {
            throw new UnsupportedOperationException("nothing is approved here");
        }
    }
}
