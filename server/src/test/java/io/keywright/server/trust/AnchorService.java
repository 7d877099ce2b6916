package io.keywright.server.trust;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.Grant;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.PresentedApproval;
import io.keywright.core.call.UseCase;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.trust.TrustAnchorCatalogue;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.core.trust.TrustAnchors;
import io.keywright.model.AnchorType;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The parts of a service that trust anchors need: store and journal are real, any token is an approval of whatever is asked. */
final class AnchorService implements AutoCloseable {

    private static final Scope SCOPE = new Scope("acme", Environment.DEV, Plane.TENANT);

    static final Caller ADMIN = new Caller("spiffe://test.keywright/admin", SCOPE, "admin");

    private static final byte[] DIGEST = new byte[32];
    private static final int MOST_PENDING = 100;

    private final SmallLedger ledger;
    private final TrustAnchors anchors;

    /** @param view what the use case sees of the store */
    AnchorService(Path folder, UnaryOperator<TrustAnchorStore> view) throws Exception {
        this.ledger = new SmallLedger(folder);
        Roles roles = new Roles(Map.of(Role.KEY_ADMIN, List.of(IdentityPattern.parse(ADMIN.subject()))));
        Authorizer authorizer = new Authorizer(roles);
        ApprovalRules rules = new ApprovalRules(
                Set.of(Operation.UPDATE_TRUST_ANCHOR), 1, Map.of(), Duration.ofHours(1), MOST_PENDING);
        this.anchors = new TrustAnchors(
                authorizer,
                new ApprovalGate(
                        rules,
                        new EverythingApproved(),
                        ledger.store.approvals(),
                        new VoteCount(rules, roles, ledger.store.approvals()),
                        ledger.clock),
                new TrustAnchorCatalogue(authorizer, view.apply(ledger.store.trustAnchors())),
                ledger.ids,
                ledger.clock,
                new Following("trust anchors", () -> {}, ledger.clock));
    }

    CompletableFuture<Recorded<TrustAnchor>> add(String pem, String token) {
        return run(token, anchors.add(ScopeClaim.NONE, pem, AnchorType.INTERNAL_CA));
    }

    CompletableFuture<Recorded<TrustAnchor>> retire(UUID anchorId, String token) {
        return run(token, anchors.retire(anchorId));
    }

    private CompletableFuture<Recorded<TrustAnchor>> run(String token, UseCase<TrustAnchor> useCase) {
        Call call = SmallLedger.call(ADMIN, Operation.UPDATE_TRUST_ANCHOR);
        call.presents(new PresentedApproval(token, () -> DIGEST));
        return ledger.calls.run(call, () -> useCase);
    }

    @Override
    public void close() throws StoreException {
        ledger.close();
    }

    /** Approvals of a governance system, which allow adding, or retiring the anchor whose id follows the token's slash. */
    private static final class EverythingApproved implements ApprovalTokens {

        @Override
        public String write(Grant grant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Grant read(String token) {
            int slash = token.indexOf('/');
            return new Grant(
                    "board",
                    token,
                    SCOPE,
                    Operation.UPDATE_TRUST_ANCHOR,
                    slash < 0 ? null : UUID.fromString(token.substring(slash + 1)),
                    DIGEST,
                    Instant.MAX);
        }
    }
}
