package io.keywright.server.approval;

import io.keywright.core.approval.ApprovalCatalogue;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRequests;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.ApprovalVotes;
import io.keywright.core.approval.Grant;
import io.keywright.core.approval.NewApproval;
import io.keywright.core.approval.Standing;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.PresentedApproval;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.LedgerKey;
import io.keywright.core.evidence.LedgerKeys;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.role.RoleBindings;
import io.keywright.core.root.RootKeys;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The parts of a service that approvals need: all of them real but for the tokens, which nobody signs. */
final class ApprovalService implements AutoCloseable {

    static final Scope SCOPE = new Scope("acme", Environment.DEV, Plane.TENANT);
    static final Caller ROOT = new Caller("spiffe://test.keywright/module/root", null, "root");
    static final Caller ADMIN = module(SCOPE, "ops");
    static final Caller APPROVER = module(SCOPE, "approver");

    private static final byte[] DIGEST = new byte[32];
    private static final int MOST = 100;

    private final Store store;
    private final Journal journal;
    private final RoleBindings bindings;
    private final ApprovalRequests requests;
    private final ApprovalVotes votes;
    private final ApprovalCatalogue catalogue;
    private final ApprovalGate gate;
    private final Calls calls;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();

    ApprovalService(Path folder, int quorum) throws Exception {
        CryptoProviders crypto = CryptoProviders.jdk();
        Clock clock = Clock.systemUTC();
        UuidV7 ids = new UuidV7(clock, crypto.random());
        this.store = new Store(SqliteDatabase.open(folder));
        RootKeys root =
                new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
        LedgerKey key = new LedgerKeys(store.ledgerKeys(), root, new CryptoEngine(crypto)).open("ledger.test");
        BatchWriter writer = new BatchWriter(store.journal(), key);
        writer.recover();
        this.journal = new Journal(writer, MOST);
        Roles roles = new Roles(Map.of(
                Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(ROOT.subject())),
                Role.KEY_ADMIN, List.of(IdentityPattern.parse(anyScope("ops"))),
                Role.APPROVER, List.of(IdentityPattern.parse(anyScope("approver")))));
        Authorizer authorizer = new Authorizer(roles);
        ApprovalRules rules =
                new ApprovalRules(Set.of(Operation.GENERATE), quorum, Map.of(), Duration.ofHours(1), MOST);
        ApprovalTokens tokens = new UnsignedTokens();
        VoteCount count = new VoteCount(rules, roles);
        this.gate = new ApprovalGate(rules, tokens, store.approvals(), count, clock);
        this.catalogue = new ApprovalCatalogue(authorizer, count, store.approvals(), tokens, clock);
        this.requests = new ApprovalRequests(authorizer, rules, catalogue, ids, clock);
        this.votes = new ApprovalVotes(authorizer, catalogue, clock);
        this.bindings = new RoleBindings(authorizer, roles, store.roleBindings(), ids, clock);
        this.calls = new Calls(new Recorder(journal, key, ids, clock), (name, refusal, started) -> {}, blocking);
    }

    private static String anyScope(String module) {
        return "spiffe://test.keywright/tenant/*/env/*/plane/*/module/" + module;
    }

    static Caller module(Scope scope, String module) {
        return new Caller(
                "spiffe://test.keywright/tenant/" + scope.tenantId() + "/env/"
                        + scope.environment().wireName() + "/plane/"
                        + scope.plane().wireName() + "/module/" + module,
                scope,
                module);
    }

    /** Asks for leave to make a key. */
    UUID requested(Caller caller) {
        NewApproval wanted = new NewApproval(ScopeClaim.NONE, Operation.GENERATE, null, DIGEST, "because");
        return done(caller, Operation.REQUEST_APPROVAL, requests.request(wanted))
                .file()
                .approval()
                .approvalId();
    }

    Standing vote(Caller caller, UUID approvalId, boolean granted) {
        Operation operation = granted ? Operation.GRANT_APPROVAL : Operation.DENY_APPROVAL;
        return done(caller, operation, votes.vote(approvalId, granted));
    }

    RoleBinding bound(String identity, Role role) {
        return done(ROOT, Operation.BIND_ROLE, bindings.bind(SCOPE.tenantId(), identity, role));
    }

    void unbind(RoleBinding binding) {
        done(ROOT, Operation.UNBIND_ROLE, bindings.unbind(binding.bindingId()));
    }

    String token(Caller caller, UUID approvalId) {
        return catalogue.get(caller, approvalId).token().orElseThrow();
    }

    /** Does what needs an approval; {@code meanwhile} happens once the approval was admitted, and before it is spent. */
    CompletableFuture<Recorded<String>> spend(Caller caller, String token, Runnable meanwhile) {
        Call call = call(caller, Operation.GENERATE);
        call.presents(new PresentedApproval(token, () -> DIGEST));
        return calls.run(
                call,
                () -> UseCase.blocking(running -> {
                    gate.guard(running);
                    meanwhile.run();
                    return Outcome.of("done");
                }));
    }

    private <T> T done(Caller caller, Operation operation, UseCase<T> useCase) {
        return calls.run(call(caller, operation), () -> useCase).join().value();
    }

    private static Call call(Caller caller, Operation operation) {
        return new Call(new Arrival(caller, System.nanoTime(), Runnable::run), operation);
    }

    @Override
    public void close() throws StoreException {
        blocking.close();
        journal.close();
        store.close();
    }

    private static final class UnsignedTokens implements ApprovalTokens {

        private final Map<String, Grant> written = new ConcurrentHashMap<>();

        @Override
        public String write(Grant grant) {
            written.put(grant.tokenId(), grant);
            return grant.tokenId();
        }

        @Override
        public Grant read(String token) {
            return Objects.requireNonNull(written.get(token));
        }
    }
}
