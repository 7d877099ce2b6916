package io.keywright.server.rest.trust;

import io.keywright.core.evidence.Recorded;
import io.keywright.model.AnchorType;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.TrustAnchor;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of trust anchors. */
final class TrustAnchorAnswers {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private TrustAnchorAnswers() {}

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

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
                    pem(anchor.certificate()),
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
