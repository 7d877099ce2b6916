package io.keywright.core.trust;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.TrustChange;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.follow.Following;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Effort;
import io.keywright.model.AnchorType;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Adds, replaces and retires trust anchors. A change is in force, and its receipt durable, before the answer.
 */
public final class TrustAnchors {

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final TrustAnchorCatalogue catalogue;
    private final Computations computations;
    private final UuidV7 ids;
    private final Clock clock;
    private final Following inForce;

    /**
     * @param computations where what was sent is read: how much a file's password is hashed is the sender's choice
     * @param inForce the anchors that are in force, which follow the store
     */
    public TrustAnchors(
            Authorizer authorizer,
            ApprovalGate gate,
            TrustAnchorCatalogue catalogue,
            Computations computations,
            UuidV7 ids,
            Clock clock,
            Following inForce) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.catalogue = catalogue;
        this.computations = computations;
        this.ids = ids;
        this.clock = clock;
        this.inForce = inForce;
    }

    /** Makes authorities trusted for the caller's scope; by a platform identity, for all. All of them, or none. */
    public UseCase<List<TrustAnchor>> add(ScopeClaim claim, AnchorType type, SentAnchors sent) {
        return UseCase.blocking(call -> {
            Scope scope = authorizer.scopeOrAll(call.caller(), claim, call.operation());
            List<X509Certificate> certificates = certificates(call, scope, sent, type);
            List<TrustAnchor> anchors = certificates.stream()
                    .map(certificate -> anchor(scope, type, sent, certificate))
                    .toList();
            AnchorRoom.check(catalogue.in(scope), anchors);
            gate.guard(call);
            call.makes(anchors.getFirst().anchorId());
            return Outcome.of(anchors, new TrustChange.AnchorsAdded(anchors, AnchorRoom.MOST))
                    .then(inForce::changed);
        });
    }

    /**
     * Puts an authority in the place of another, which stays trusted until {@code end}, so that what either of them issued is
     * accepted until all have changed over.
     */
    public UseCase<Replacement> replace(UUID anchorId, SentAnchors sent, Instant end) {
        return UseCase.blocking(call -> {
            call.names(anchorId);
            Scope scope = authorizer.scopeOrAll(call.caller(), ScopeClaim.NONE, call.operation());
            TrustAnchor present = catalogue.in(scope, anchorId);
            requireReplaceable(present, end);
            List<X509Certificate> certificates = certificates(call, scope, sent, present.anchorType());
            Replacement wanted = replacement(present, sent, certificates, end.truncatedTo(ChronoUnit.MILLIS));
            AnchorRoom.check(catalogue.in(scope), List.of(wanted.successor()));
            gate.guard(call);
            return Outcome.of(
                            wanted,
                            new TrustChange.AnchorReplaced(wanted.successor(), wanted.predecessor(), AnchorRoom.MOST))
                    .then(inForce::changed);
        });
    }

    private List<X509Certificate> certificates(Call call, Scope scope, SentAnchors sent, AnchorType type) {
        Instant now = clock.instant();
        return computations.run(
                scope.tenantId(), Effort.LONG, call.deadline(), () -> AnchorCertificates.read(sent, type, now));
    }

    private void requireReplaceable(TrustAnchor present, Instant end) {
        if (present.trustedUntil().isPresent()) {
            throw AnchorRefusals.beingReplaced();
        }
        if (!end.isAfter(clock.instant())) {
            throw AnchorRefusals.endIsPast();
        }
    }

    private Replacement replacement(
            TrustAnchor present, SentAnchors sent, List<X509Certificate> certificates, Instant end) {
        if (certificates.size() > 1) {
            throw AnchorRefusals.oneForOne();
        }
        return new Replacement(successor(present, sent, certificates.getFirst()), present.endingAt(end));
    }

    /**
     * Makes an authority trusted no more.
     *
     * @param toldFirst passes unless somebody who needs it has not got the one that comes in its place
     */
    public UseCase<TrustAnchor> retire(UUID anchorId, Consumer<TrustAnchor> toldFirst) {
        return UseCase.blocking(call -> {
            call.names(anchorId);
            TrustAnchor anchor = retirable(call, anchorId);
            toldFirst.accept(anchor);
            gate.guard(call);
            return Outcome.of(anchor, new TrustChange.AnchorRetired(anchor)).then(inForce::changed);
        });
    }

    private TrustAnchor anchor(Scope scope, AnchorType type, SentAnchors sent, X509Certificate certificate) {
        Set<Plane> planes = sent.planes().orElse(TrustAnchor.mostPlanes(scope));
        return made(scope, type, certificate, planes, Optional.empty());
    }

    /** It is handed out where the one before was, if nobody says otherwise. */
    private TrustAnchor successor(TrustAnchor present, SentAnchors sent, X509Certificate certificate) {
        return made(
                present.scope(),
                present.anchorType(),
                certificate,
                sent.planes().orElse(present.planes()),
                Optional.of(present.anchorId()));
    }

    private TrustAnchor made(
            Scope scope, AnchorType type, X509Certificate certificate, Set<Plane> planes, Optional<UUID> replaces) {
        if (!TrustAnchor.mostPlanes(scope).containsAll(planes)) {
            throw AnchorRefusals.othersPlane();
        }
        return new TrustAnchor(
                ids.next(),
                scope,
                type,
                encoded(certificate),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                1,
                planes,
                replaces,
                Optional.empty());
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
