package io.keywright.server.trust;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.Grant;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Reach;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.bundle.BundleAgents;
import io.keywright.core.bundle.BundleNews;
import io.keywright.core.bundle.TrustBundleStore;
import io.keywright.core.bundle.TrustBundles;
import io.keywright.core.call.Call;
import io.keywright.core.call.PresentedApproval;
import io.keywright.core.call.UseCase;
import io.keywright.core.events.EventCursor;
import io.keywright.core.events.EventFeed;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.trust.EndedAnchors;
import io.keywright.core.trust.Replacement;
import io.keywright.core.trust.SentAnchors;
import io.keywright.core.trust.TrustAnchorCatalogue;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.core.trust.TrustAnchors;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.AnchorType;
import io.keywright.model.BundleReport;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.model.EventType;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.keys.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** The parts of a service that trust anchors need: store and journal are real, any token is an approval of whatever is asked. */
final class AnchorService implements AutoCloseable {

    private static final Scope SCOPE = new Scope("acme", Environment.DEV, Plane.TENANT);

    static final Caller ADMIN = new Caller("spiffe://test.keywright/admin", SCOPE, "admin");

    private static final Caller OPERATOR = new Caller("spiffe://test.keywright/operator", null, "operator");
    private static final String FOR_ALL = "for all";
    private static final byte[] DIGEST = new byte[32];
    private static final int MOST_PENDING = 100;
    private static final int MANY = 1000;

    final MovableClock clock = new MovableClock();
    final BundleNews news = new BundleNews();
    final Computations computations = new Computations(new Computations.Limits(2, MANY, MANY), new Supervisor());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    final SmallLedger ledger;
    private final Authorizer authorizer;
    private final TrustAnchors anchors;

    /** @param view what the use case sees of the store */
    AnchorService(Path folder, UnaryOperator<TrustAnchorStore> view) throws Exception {
        this.ledger = new SmallLedger(folder, clock, blocking);
        clock.set(Instant.now());
        Roles roles = new Roles(Map.of(
                Role.KEY_ADMIN, List.of(IdentityPattern.parse(ADMIN.subject())),
                Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(OPERATOR.subject()))));
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
                computations,
                ledger.ids,
                ledger.clock,
                new Following("trust anchors", news::changed, ledger.clock));
        this.authorizer = authorizer;
    }

    /** Bundles that follow what is changed here. */
    TrustBundles bundles() {
        return bundles(UnaryOperator.identity());
    }

    /** @param view what the bundles see of the store */
    TrustBundles bundles(UnaryOperator<TrustBundleStore> view) {
        return new TrustBundles(authorizer, view.apply(ledger.store.trustBundles()), news, blocking);
    }

    /** Who has which of them. */
    BundleAgents agents() {
        return new BundleAgents(authorizer, bundles(), ledger.store.trustBundles(), clock);
    }

    /** An agent has put that version in place. */
    CompletableFuture<Recorded<BundleReport>> report(String agent, long version) {
        return ledger.calls.run(
                SmallLedger.call(ADMIN, Operation.REPORT_TRUST_BUNDLE),
                () -> agents().report(Plane.TENANT, agent, version));
    }

    CompletableFuture<Recorded<TrustAnchor>> add(String pem, String token) {
        return addAll(sent(pem), token)
                .thenApply(added -> new Recorded<>(added.value().getFirst(), added.receiptId()));
    }

    CompletableFuture<Recorded<List<TrustAnchor>>> addAll(SentAnchors sent, String token) {
        return run(token, anchors.add(ScopeClaim.NONE, AnchorType.INTERNAL_CA, sent));
    }

    /** The platform trusts it for all. */
    TrustAnchor addForAll(String pem) {
        return run(OPERATOR, FOR_ALL, anchors.add(ScopeClaim.NONE, AnchorType.INTERNAL_CA, sent(pem)))
                .join()
                .value()
                .getFirst();
    }

    CompletableFuture<Recorded<Replacement>> replace(UUID anchorId, String pem, Instant end) {
        return replace(anchorId, sent(pem), end);
    }

    CompletableFuture<Recorded<Replacement>> replace(UUID anchorId, SentAnchors sent, Instant end) {
        return run("replace/" + anchorId + "/" + sent.certificates().hashCode(), anchors.replace(anchorId, sent, end));
    }

    /** What retires those whose time is over. */
    EndedAnchors endings() {
        return new EndedAnchors(
                ledger.store.trustAnchors(), ledger.recorder, new Following("trust anchors", () -> {}, clock), clock);
    }

    /** Who is trusted. */
    List<UUID> trusted() throws StoreException {
        return ledger.store.trustAnchors().trustAnchors(SCOPE).stream()
                .map(TrustAnchor::anchorId)
                .toList();
    }

    /** What the ledger tells of changes, in order: added, replaced or retired. */
    List<String> changes() throws StoreException {
        return ledger.store.changes().changes(0, 100).stream()
                .map(changed -> CanonicalJson.read(changed.change()))
                .filter(change -> change.containsKey("trust_anchor_id"))
                .map(change -> {
                    String made = change.containsKey("replaces") ? "replaced" : "added";
                    return Boolean.TRUE.equals(change.get("retired")) ? "retired" : made;
                })
                .toList();
    }

    /** The anchors that events of the scope tell of, in order. */
    List<UUID> told() throws Exception {
        return told(Set.of(EventType.TRUST_ANCHOR_UPDATED)).stream()
                .map(event -> ((EventPayload.TrustAnchorUpdated) event.payload()).anchorId())
                .toList();
    }

    /** The scope's events of these types, in order. */
    List<Event> told(Set<EventType> types) throws Exception {
        try (EventFeed feed = new EventFeed(ledger.store.receipts(), new Bell(), new Supervisor())) {
            return new EventCursor(feed, Reach.of(SCOPE), types, 0)
                    .next(Integer.MAX_VALUE, Duration.ofSeconds(10)).stream()
                            .flatMap(occurrence -> occurrence.events().stream())
                            .toList();
        }
    }

    static SentAnchors sent(String certificates) {
        return new SentAnchors(certificates, Optional.empty(), Optional.empty());
    }

    CompletableFuture<Recorded<TrustAnchor>> retire(UUID anchorId, String token) {
        return run(token, anchors.retire(anchorId, anchor -> {}));
    }

    private <T> CompletableFuture<Recorded<T>> run(String token, UseCase<T> useCase) {
        return run(ADMIN, token, useCase);
    }

    private <T> CompletableFuture<Recorded<T>> run(Caller caller, String token, UseCase<T> useCase) {
        Call call = SmallLedger.call(caller, Operation.UPDATE_TRUST_ANCHOR);
        call.presents(new PresentedApproval(token, () -> DIGEST));
        return ledger.calls.run(call, () -> useCase);
    }

    @Override
    public void close() throws StoreException {
        computations.close();
        ledger.close();
    }

    /** Approvals of a governance system, which allow adding, or changing the anchor whose id follows the token's slash. */
    private static final class EverythingApproved implements ApprovalTokens {

        @Override
        public String write(Grant grant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Grant read(String token) {
            String[] parts = token.split("/", -1);
            return new Grant(
                    "board",
                    token,
                    token.equals(FOR_ALL) ? Scope.OF_ALL : SCOPE,
                    Operation.UPDATE_TRUST_ANCHOR,
                    parts.length == 1 ? null : UUID.fromString(parts[1]),
                    DIGEST,
                    Instant.MAX);
        }
    }
}
