package io.keywright.server.rest.trust;

import io.keywright.core.ledger.Recorded;
import io.keywright.core.trust.RememberedAnchor;
import io.keywright.core.trust.Replacement;
import io.keywright.model.AnchorType;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.TrustAnchor;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of trust anchors. */
final class TrustAnchorAnswers {

    private TrustAnchorAnswers() {}

    /**
     * An anchor.
     *
     * @param planes whose bundles it is handed out in
     * @param replaces the anchor in whose place it came
     * @param trustedUntil when its time is over, because another came in its place
     * @param retired true if it is trusted no more, where both are listed
     * @param receiptId of the change that made, replaced or retired it
     * @param predecessor the anchor in whose place it has just come, as it is now
     * @param trustAnchors all that were added, this one first, if there are several
     */
    record TrustAnchorAnswer(
            UUID trustAnchorId,
            AnchorType anchorType,
            int version,
            String tenantId,
            Environment environment,
            Plane plane,
            SortedSet<Plane> planes,
            @Nullable UUID replaces,
            @Nullable Instant trustedUntil,
            @Nullable Boolean retired,
            String certificate,
            Instant createdAt,
            @Nullable UUID receiptId,
            @Nullable TrustAnchorAnswer predecessor,
            @Nullable List<TrustAnchorAnswer> trustAnchors) {

        static TrustAnchorAnswer ofOne(Recorded<TrustAnchor> changed) {
            return of(changed.value(), null, changed.receiptId(), null, null);
        }

        static TrustAnchorAnswer ofAll(Recorded<List<TrustAnchor>> added) {
            List<TrustAnchor> anchors = added.value();
            List<TrustAnchorAnswer> all = anchors.size() == 1
                    ? null
                    : anchors.stream().map(TrustAnchorAnswer::of).toList();
            return of(anchors.getFirst(), null, added.receiptId(), null, all);
        }

        static TrustAnchorAnswer of(Recorded<Replacement> replaced) {
            Replacement both = replaced.value();
            return of(both.successor(), null, replaced.receiptId(), of(both.predecessor()), null);
        }

        static TrustAnchorAnswer of(TrustAnchor anchor) {
            return of(anchor, null, null, null, null);
        }

        static TrustAnchorAnswer of(RememberedAnchor remembered) {
            return of(remembered.anchor(), remembered.retired(), null, null, null);
        }

        private static TrustAnchorAnswer of(
                TrustAnchor anchor,
                @Nullable Boolean retired,
                @Nullable UUID receiptId,
                @Nullable TrustAnchorAnswer predecessor,
                @Nullable List<TrustAnchorAnswer> all) {
            return new TrustAnchorAnswer(
                    anchor.anchorId(),
                    anchor.anchorType(),
                    anchor.version(),
                    anchor.scope().tenantId(),
                    anchor.scope().environment(),
                    anchor.scope().plane(),
                    new TreeSet<>(anchor.planes()),
                    anchor.replaces().orElse(null),
                    anchor.trustedUntil().orElse(null),
                    retired,
                    Pem.write(PemBlock.certificate(anchor.certificate())),
                    anchor.createdAt(),
                    receiptId,
                    predecessor,
                    all);
        }
    }

    record TrustAnchorListAnswer(List<TrustAnchorAnswer> trustAnchors) {

        static TrustAnchorListAnswer of(List<TrustAnchor> anchors) {
            return new TrustAnchorListAnswer(
                    anchors.stream().map(TrustAnchorAnswer::of).toList());
        }

        static TrustAnchorListAnswer ofRemembered(List<RememberedAnchor> anchors) {
            return new TrustAnchorListAnswer(
                    anchors.stream().map(TrustAnchorAnswer::of).toList());
        }
    }
}
