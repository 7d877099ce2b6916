package io.keywright.core.trust;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.Presented;
import io.keywright.core.approval.Spending;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Conflict;
import io.keywright.model.AnchorType;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Adds and retires trust anchors. A change is in force, and its receipt durable, before the answer. Never blocks
 * its caller.
 */
public final class TrustAnchors {

    /** No scope has more: each is held in memory, and tried for the clients of its scope. */
    private static final int MOST = 20;

    private static final int MOST_GLOBAL = 100;

    /** @param check throws what is in the change's way */
    private record Prepared(TrustAnchor anchor, Change change, Runnable check) {}

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final TrustAnchorCatalogue catalogue;
    private final Recorder recorder;
    private final UuidV7 ids;
    private final Executor blocking;
    private final Clock clock;
    private final Runnable changed;

    /** @param changed is run after every change, and blocks until that is in force */
    public TrustAnchors(
            Authorizer authorizer,
            ApprovalGate gate,
            TrustAnchorCatalogue catalogue,
            Recorder recorder,
            UuidV7 ids,
            Executor blocking,
            Clock clock,
            Runnable changed) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.catalogue = catalogue;
        this.recorder = recorder;
        this.ids = ids;
        this.blocking = blocking;
        this.clock = clock;
        this.changed = changed;
    }

    /** Makes an authority trusted for the caller's scope; by a platform identity, for all. */
    public CompletableFuture<Recorded<TrustAnchor>> add(
            Caller caller, ScopeClaim claim, String certificate, AnchorType type, Presented approval) {
        Attempt attempt = Attempt.of(caller, Operation.UPDATE_TRUST_ANCHOR);
        return prepared(attempt, () -> {
                    TrustAnchor anchor = wanted(caller, claim, certificate, type);
                    return new Prepared(
                            anchor,
                            admitted(attempt, approval).with(new Change.TrustAnchorAdded(anchor)),
                            () -> checkRoom(anchor));
                })
                .thenCompose(prepared -> commit(attempt, prepared));
    }

    /** Makes an authority trusted no more. */
    public CompletableFuture<Recorded<TrustAnchor>> retire(Caller caller, UUID anchorId, Presented approval) {
        Attempt attempt = Attempt.of(caller, Operation.UPDATE_TRUST_ANCHOR).naming(anchorId);
        return prepared(attempt, () -> {
                    TrustAnchor anchor = retirable(caller, anchorId);
                    return new Prepared(
                            anchor,
                            admitted(attempt, approval).with(new Change.TrustAnchorRetired(anchor)),
                            () -> catalogue.in(anchor.scope(), anchorId));
                })
                .thenCompose(prepared -> commit(attempt, prepared));
    }

    private TrustAnchor wanted(Caller caller, ScopeClaim claim, String pem, AnchorType type) {
        Scope scope = authorizer.scopeOrAll(caller, claim, Operation.UPDATE_TRUST_ANCHOR);
        X509Certificate certificate = AnchorCertificate.read(pem, type, clock.instant());
        TrustAnchor anchor = new TrustAnchor(
                ids.next(), scope, type, encoded(certificate), clock.instant().truncatedTo(ChronoUnit.MILLIS), 1);
        checkRoom(anchor);
        return anchor;
    }

    private void checkRoom(TrustAnchor wanted) {
        List<TrustAnchor> present = catalogue.in(wanted.scope());
        if (present.stream().anyMatch(it -> Arrays.equals(it.certificate(), wanted.certificate()))) {
            throw AnchorRefusals.there();
        }
        int most = wanted.scope().tenantId().equals(Scope.GLOBAL) ? MOST_GLOBAL : MOST;
        if (present.size() >= most) {
            throw AnchorRefusals.tooMany(most);
        }
    }

    private TrustAnchor retirable(Caller caller, UUID anchorId) {
        Scope scope = authorizer.scopeOrAll(caller, ScopeClaim.NONE, Operation.UPDATE_TRUST_ANCHOR);
        return catalogue.in(scope, anchorId).retired();
    }

    private <T> CompletableFuture<T> prepared(Attempt attempt, Supplier<T> preparation) {
        return CompletableFuture.supplyAsync(preparation, blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure));
    }

    private Spending admitted(Attempt attempt, Presented approval) {
        return gate.guards(Operation.UPDATE_TRUST_ANCHOR) ? gate.admit(attempt, approval) : new Spending.Nothing();
    }

    private CompletableFuture<Recorded<TrustAnchor>> commit(Attempt attempt, Prepared prepared) {
        return recorder.succeeded(attempt.naming(prepared.anchor().anchorId()), prepared.change())
                .exceptionallyCompose(failure -> isConflict(failure)
                        ? this.<UUID>prepared(attempt, () -> {
                            prepared.check().run();
                            throw overtaken(attempt);
                        })
                        : CompletableFuture.failedFuture(failure))
                .thenApplyAsync(
                        receiptId -> {
                            changed.run();
                            return new Recorded<>(prepared.anchor(), receiptId);
                        },
                        blocking);
    }

    /** Of a change and its approval that do not apply together, although the change does. */
    private KeywrightException overtaken(Attempt attempt) {
        return gate.guards(Operation.UPDATE_TRUST_ANCHOR)
                ? gate.spentMeanwhile(attempt)
                : AnchorRefusals.changedMeanwhile();
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof Conflict
                || (failure instanceof CompletionException && failure.getCause() instanceof Conflict);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just read has no encoding", e);
        }
    }
}
