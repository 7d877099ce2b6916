package io.keywright.server.rest.trust;

import io.keywright.core.ledger.Recorded;
import io.keywright.model.AnchorType;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.TrustAnchor;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of trust anchors. */
final class TrustAnchorAnswers {

    private TrustAnchorAnswers() {}

    /** @param receiptId of the change that made or retired it */
    record TrustAnchorAnswer(
            UUID trustAnchorId,
            AnchorType anchorType,
            int version,
            String tenantId,
            Environment environment,
            Plane plane,
            String certificate,
            Instant createdAt,
            @Nullable UUID receiptId) {

        static TrustAnchorAnswer of(Recorded<TrustAnchor> changed) {
            return of(changed.value(), changed.receiptId());
        }

        static TrustAnchorAnswer of(TrustAnchor anchor) {
            return of(anchor, null);
        }

        private static TrustAnchorAnswer of(TrustAnchor anchor, @Nullable UUID receiptId) {
            return new TrustAnchorAnswer(
                    anchor.anchorId(),
                    anchor.anchorType(),
                    anchor.version(),
                    anchor.scope().tenantId(),
                    anchor.scope().environment(),
                    anchor.scope().plane(),
                    Pem.write(PemBlock.certificate(anchor.certificate())),
                    anchor.createdAt(),
                    receiptId);
        }
    }

    record TrustAnchorListAnswer(List<TrustAnchorAnswer> trustAnchors) {
        static TrustAnchorListAnswer of(List<TrustAnchor> anchors) {
            return new TrustAnchorListAnswer(
                    anchors.stream().map(TrustAnchorAnswer::of).toList());
        }
    }
}
