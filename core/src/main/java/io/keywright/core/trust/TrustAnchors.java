package io.keywright.core.trust;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.Change;
import io.keywright.model.AnchorType;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Adds and retires trust anchors. A change is in force, and its receipt durable, before the answer.
 */
public final class TrustAnchors {

    /** No scope has more: each is held in memory, and tried for the clients of its scope. */
    private static final int MOST = 20;

    private static final int MOST_GLOBAL = 100;

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final TrustAnchorCatalogue catalogue;
    private final UuidV7 ids;
    private final Clock clock;
    private final Following inForce;

    /** @param inForce the anchors that are in force, which follow the store */
    public TrustAnchors(
            Authorizer authorizer,
            ApprovalGate gate,
            TrustAnchorCatalogue catalogue,
            UuidV7 ids,
            Clock clock,
            Following inForce) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
        this.inForce = inForce;
    }

    /** Makes an authority trusted for the caller's scope; by a platform identity, for all. */
    public UseCase<TrustAnchor> add(ScopeClaim claim, String certificate, AnchorType type) {
        return UseCase.blocking(call -> {
            TrustAnchor anchor = wanted(call, claim, certificate, type);
            gate.guard(call);
            call.makes(anchor.anchorId());
            return Outcome.of(anchor, new Change.TrustAnchorAdded(anchor, most(anchor.scope())))
                    .then(inForce::changed);
        });
    }

    /** Makes an authority trusted no more. */
    public UseCase<TrustAnchor> retire(UUID anchorId) {
        return UseCase.blocking(call -> {
            call.names(anchorId);
            TrustAnchor anchor = retirable(call, anchorId);
            gate.guard(call);
            return Outcome.of(anchor, new Change.TrustAnchorRetired(anchor)).then(inForce::changed);
        });
    }

    private TrustAnchor wanted(Call call, ScopeClaim claim, String pem, AnchorType type) {
        Scope scope = authorizer.scopeOrAll(call.caller(), claim, call.operation());
        X509Certificate certificate = AnchorCertificate.read(pem, type, clock.instant());
        TrustAnchor anchor = new TrustAnchor(
                ids.next(), scope, type, encoded(certificate), clock.instant().truncatedTo(ChronoUnit.MILLIS), 1);
        checkRoom(catalogue.in(scope), anchor);
        return anchor;
    }

    private static void checkRoom(List<TrustAnchor> present, TrustAnchor wanted) {
        if (present.stream().anyMatch(it -> Arrays.equals(it.certificate(), wanted.certificate()))) {
            throw AnchorRefusals.there();
        }
        int most = most(wanted.scope());
        if (present.size() >= most) {
            throw AnchorRefusals.tooMany(most);
        }
    }

    private static int most(Scope scope) {
        return scope.tenantId().equals(Scope.GLOBAL) ? MOST_GLOBAL : MOST;
    }

    private TrustAnchor retirable(Call call, UUID anchorId) {
        Scope scope = authorizer.scopeOrAll(call.caller(), ScopeClaim.NONE, call.operation());
        return catalogue.in(scope, anchorId).retired();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just read has no encoding", e);
        }
    }
}
