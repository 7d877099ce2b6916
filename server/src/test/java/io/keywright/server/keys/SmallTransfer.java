package io.keywright.server.keys;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.Grant;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.PresentedApproval;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.distant.DistantErasure;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.KeeperChoice;
import io.keywright.core.distant.Keepers;
import io.keywright.core.foreign.ForeignMaterial;
import io.keywright.core.foreign.KeyTransport;
import io.keywright.core.foreign.TransportKey;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyChoice;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.lifecycle.KeyMaking;
import io.keywright.core.lifecycle.KeyPlans;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.transfer.ExpiredImports;
import io.keywright.core.transfer.ImportEnding;
import io.keywright.core.transfer.KeyExport;
import io.keywright.core.transfer.KeyImports;
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
import io.keywright.model.Role;
import io.keywright.model.RotationRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What takes keys in and hands them out, over the store and the roots of a {@link KeyService}. */
final class SmallTransfer implements AutoCloseable {

    static final byte[] DIGEST = new byte[32];

    private static final Duration LONG = Duration.ofHours(1);
    private static final int MANY = 1000;

    final KeyTransport transport;

    private final KeyService service;
    private final Computations computations =
            new Computations(new Computations.Limits(2, MANY, MANY), new Supervisor());
    private final Map<String, Grant> tokens = new ConcurrentHashMap<>();
    private final KeyImports imports;
    private final ImportEnding ending;
    private final KeyExport export;
    private final KeyLifecycle lifecycle;

    /** @param pair the RSA key of every import; making one takes long */
    SmallTransfer(KeyService service, GeneratedKey pair) {
        this.service = service;
        Clock clock = service.ledger.clock;
        CryptoEngine engine = service.engine;
        Settings settings = new Settings(
                LONG, LONG, LONG, Set.of(Algorithm.values()), MANY, Set.of("app"), Settings.Processing.NIST);
        Roles roles = new Roles(
                Map.of(Role.KEY_ADMIN, List.of(IdentityPattern.parse("spiffe://test.keywright/tenant/*/module/app"))));
        Authorizer authorizer = new Authorizer(roles);
        ApprovalRules rules = new ApprovalRules(Set.of(), 1, Map.of(), LONG, 10);
        ApprovalGate gate = new ApprovalGate(
                rules,
                new Given(),
                service.ledger.store.approvals(),
                new VoteCount(rules, roles, service.ledger.store.approvals()),
                clock);
        Keepers keepers = new Keepers("local", Map.of());
        DistantKeys distant = new DistantKeys(keepers, engine);
        KeyVault vault = new KeyVault(service.roots, engine, distant);
        DistantErasure erasure =
                new DistantErasure(service.ledger.store.distantKeys(), distant, service.ledger.journal, clock);
        KeyMaking making = new KeyMaking(engine, computations, vault, distant, erasure);
        KeyRing keys = new KeyRing(
                service.ledger.store.keys(),
                vault,
                service.ledger.blocking(),
                new KeyRing.Limits(MANY, LONG, LONG),
                System::nanoTime);
        this.transport = new KeyTransport(service.ledger.crypto.random());
        this.imports = new KeyImports(
                authorizer,
                gate,
                new KeyPlans(settings),
                type -> new GeneratedKey(type, pair.material().expose(SecretBytes::copyOf), pair.publicKey()),
                computations,
                service.roots,
                service.ledger.ids,
                clock);
        this.ending = new ImportEnding(
                authorizer,
                service.ledger.store.imports(),
                service.ledger.journal,
                service.roots,
                transport,
                new ForeignMaterial(engine),
                computations,
                making,
                keys,
                clock);
        this.export =
                new KeyExport(new KeyChoice(authorizer, gate, service.ledger.store.keys()), gate, vault, transport);
        KeyForge forge = new KeyForge(
                settings,
                making,
                vault,
                new KeeperChoice(service.ledger.store.tenants(), keepers),
                service.ledger.ids,
                clock);
        InUse inUse = new InUse(
                new KeyUses(service.ledger.store.receipts(), service.ledger.store.toldUses()), Duration.ZERO, clock);
        this.lifecycle =
                new KeyLifecycle(authorizer, gate, forge, service.ledger.store.keys(), keys, erasure, inUse, clock);
    }

    /** Tokens that nobody signs. */
    private final class Given implements ApprovalTokens {

        @Override
        public String write(Grant grant) {
            String token = grant.tokenId();
            tokens.put(token, grant);
            return token;
        }

        @Override
        public Grant read(String token) {
            return Objects.requireNonNull(tokens.get(token));
        }
    }

    private <T> T run(Caller caller, Operation operation, @Nullable String token, UseCase<T> useCase) {
        Call call = new Call(
                new Arrival(caller, System.nanoTime(), Deadline.in(Duration.ofSeconds(30)), Runnable::run), operation);
        call.presents(new PresentedApproval(token, () -> DIGEST));
        try {
            return service.ledger.calls.run(call, () -> useCase).join().value();
        } catch (CompletionException e) {
            throw KeywrightException.of(e);
        }
    }

    static NewKey wanted(KeyType type, @Nullable String alias, boolean exportable) {
        return new NewKey(
                ScopeClaim.NONE,
                type,
                type.usages(),
                Protection.SOFTWARE,
                null,
                alias,
                null,
                null,
                RotationRule.STANDARD,
                exportable);
    }

    KeyMetadata make(Caller caller, NewKey wanted) {
        return run(caller, Operation.GENERATE, null, lifecycle.generate(wanted)).key();
    }

    KeyImports.Begun begin(Caller caller, NewKey wanted) {
        return run(caller, Operation.BEGIN_IMPORT, null, imports.begin(wanted));
    }

    KeyMetadata end(Caller caller, UUID importId, byte[] wrapped) {
        return run(caller, Operation.IMPORT, null, ending.end(ScopeClaim.NONE, importId, wrapped));
    }

    /** An approval of handing {@code key} out by a request with {@code digest}, from elsewhere. */
    String approved(KeyMetadata key, byte[] digest) {
        Grant grant = new Grant(
                "elsewhere",
                UUID.randomUUID().toString(),
                key.scope(),
                Operation.EXPORT,
                key.keyId(),
                digest,
                Instant.now().plus(LONG));
        return new Given().write(grant);
    }

    byte[] export(Caller caller, KeyMetadata key, TransportKey recipient, @Nullable String token) {
        return run(
                        caller,
                        Operation.EXPORT,
                        token,
                        export.export(ScopeClaim.NONE, new KeyReference.ById(key.keyId()), recipient))
                .wrappedMaterial();
    }

    /** Erases what will have expired in so much time. */
    void expireIn(Duration time) throws StoreException {
        new ExpiredImports(
                        service.ledger.store.imports(),
                        service.ledger.recorder,
                        Clock.offset(service.ledger.clock, time))
                .run();
    }

    @Override
    public void close() {
        computations.close();
    }
}
