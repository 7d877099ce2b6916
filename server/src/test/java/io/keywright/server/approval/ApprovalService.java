package io.keywright.server.approval;

import io.keywright.core.approval.ApprovalCatalogue;
import io.keywright.core.approval.ApprovalExpiry;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalQuery;
import io.keywright.core.approval.ApprovalRequests;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalState;
import io.keywright.core.approval.ApprovalStatus;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.ApprovalVotes;
import io.keywright.core.approval.Grant;
import io.keywright.core.approval.NewApproval;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.approval.WaitingApprovals;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.PresentedApproval;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.TrustChange;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.role.RoleBindings;
import io.keywright.model.AnchorType;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.model.Voucher;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.Store;
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
import java.util.concurrent.Executors;

/** The parts of a service that approvals need: all of them real but for the tokens, which nobody signs. */
final class ApprovalService implements AutoCloseable {

    static final Scope SCOPE = new Scope("acme", Environment.DEV, Plane.TENANT);
    static final Caller ROOT = new Caller("spiffe://test.keywright/module/root", null, "root");
    static final Caller ADMIN = module(SCOPE, "ops");
    static final Caller APPROVER = module(SCOPE, "approver");

    private static final byte[] DIGEST = new byte[32];
    /** How many requests of a tenant may wait. */
    static final int MOST = 100;

    private final SmallLedger ledger;
    private final RoleBindings bindings;
    private final ApprovalRequests requests;
    private final ApprovalVotes votes;
    private final ApprovalCatalogue catalogue;
    private final ApprovalGate gate;
    private final WaitingApprovals waiting;

    ApprovalService(Path folder, int quorum) throws Exception {
        this(folder, quorum, Clock.systemUTC());
    }

    ApprovalService(Path folder, int quorum, Clock clock) throws Exception {
        this.ledger = new SmallLedger(folder, clock, Executors.newVirtualThreadPerTaskExecutor());
        Roles roles = new Roles(Map.of(
                Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(ROOT.subject())),
                Role.KEY_ADMIN, List.of(IdentityPattern.parse(anyScope("ops"))),
                Role.APPROVER, List.of(IdentityPattern.parse(anyScope("approver")))));
        Authorizer authorizer = new Authorizer(roles);
        ApprovalRules rules =
                new ApprovalRules(Set.of(Operation.GENERATE), quorum, Map.of(), Duration.ofHours(1), MOST);
        ApprovalTokens tokens = new UnsignedTokens();
        Store store = ledger.store;
        VoteCount count = new VoteCount(rules, roles, store.approvals());
        this.waiting = new WaitingApprovals(store.approvals(), count);
        this.gate = new ApprovalGate(rules, tokens, store.approvals(), count, ledger.clock);
        this.catalogue = new ApprovalCatalogue(authorizer, count, store.approvals(), tokens, ledger.clock);
        this.requests = new ApprovalRequests(authorizer, rules, catalogue, ledger.ids, ledger.clock);
        this.votes = new ApprovalVotes(authorizer, catalogue, ledger.clock);
        this.bindings = new RoleBindings(
                authorizer,
                store.roleBindings(),
                new Following(
                        "role bindings",
                        () -> roles.replaceBindings(store.roleBindings().roleBindings()),
                        ledger.clock),
                ledger.ids,
                ledger.clock);
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

    ApprovalStatus vote(Caller caller, UUID approvalId, boolean granted) {
        Operation operation = granted ? Operation.GRANT_APPROVAL : Operation.DENY_APPROVAL;
        return done(caller, operation, votes.vote(approvalId, granted));
    }

    RoleBinding bound(String identity, Role role) {
        return bound(new ScopeClaim(SCOPE.tenantId(), null, null), identity, role);
    }

    RoleBinding bound(ScopeClaim where, String identity, Role role) {
        return done(ROOT, Operation.BIND_ROLE, bindings.bind(where, identity, role));
    }

    void unbind(RoleBinding binding) {
        done(ROOT, Operation.UNBIND_ROLE, bindings.unbind(binding.bindingId()));
    }

    /** How many requests wait for an approver. */
    long waiting() throws StoreException {
        return waiting.at(ledger.clock.instant()).number();
    }

    ApprovalState state(Caller caller, UUID approvalId) {
        return catalogue.get(caller, approvalId).state();
    }

    /** An authority that is trusted from now on. */
    Voucher anchor(Scope scope) {
        TrustAnchor anchor =
                new TrustAnchor(ledger.ids.next(), scope, AnchorType.ROOT, new byte[] {1}, ledger.clock.instant(), 1);
        ledger.commit(new TrustChange.AnchorsAdded(List.of(anchor), 20));
        return new Voucher(anchor.anchorId(), scope);
    }

    void retire(Voucher voucher) {
        try {
            TrustAnchor anchor = ledger.store
                    .trustAnchors()
                    .trustAnchor(voucher.scope(), voucher.anchorId())
                    .orElseThrow();
            ledger.commit(new TrustChange.AnchorRetired(anchor.retired()));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** What happens when so much time has gone by. */
    void expire(Duration later) throws StoreException {
        new ApprovalExpiry(ledger.store.approvals(), ledger.recorder, Clock.offset(ledger.clock, later)).tell();
    }

    List<Receipt> receipts(String operation) throws StoreException {
        return ledger.receipts(SCOPE.tenantId()).stream()
                .filter(receipt -> receipt.operation().equals(operation))
                .toList();
    }

    List<ApprovalStatus> list(Caller caller) {
        return catalogue.list(caller, new ApprovalQuery(null, null, null), null, MOST);
    }

    String token(Caller caller, UUID approvalId) {
        return catalogue.get(caller, approvalId).token().orElseThrow();
    }

    /** Does what needs an approval; {@code meanwhile} happens once the approval was admitted, and before it is spent. */
    CompletableFuture<Recorded<String>> spend(Caller caller, String token, Runnable meanwhile) {
        Call call = SmallLedger.call(caller, Operation.GENERATE);
        call.presents(new PresentedApproval(token, () -> DIGEST));
        return ledger.calls.run(
                call,
                () -> UseCase.blocking(running -> {
                    gate.guard(running);
                    meanwhile.run();
                    return Outcome.of("done");
                }));
    }

    private <T> T done(Caller caller, Operation operation, UseCase<T> useCase) {
        return ledger.run(caller, operation, useCase).join().value();
    }

    @Override
    public void close() throws StoreException {
        ledger.close();
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
