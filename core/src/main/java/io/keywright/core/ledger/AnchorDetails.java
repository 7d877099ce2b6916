package io.keywright.core.ledger;

import io.keywright.core.change.TrustChange;
import io.keywright.model.TrustAnchor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of a change of trust anchors: the first one's members, and a list of all if it is not the only one. */
final class AnchorDetails {

    /** Where changes list all anchors that they changed. */
    static final String ALL = "trust_anchors";

    private AnchorDetails() {}

    static Map<String, @Nullable Object> of(TrustChange change) {
        return switch (change) {
            case TrustChange.AnchorsAdded added -> of(added.anchors());
            case TrustChange.AnchorReplaced replaced -> of(List.of(replaced.successor(), replaced.predecessor()));
            case TrustChange.AnchorRetired retired -> retired(retired.anchor());
            case TrustChange.BundleReported reported ->
                Details.members(
                        "agent", reported.report().agent(),
                        "bundle_plane", reported.report().plane().wireName(),
                        "bundle_version", reported.report().version());
        };
    }

    /** Of anchors that are trusted now. */
    private static Map<String, @Nullable Object> of(List<TrustAnchor> anchors) {
        Map<String, @Nullable Object> details = members(anchors.getFirst(), false);
        if (anchors.size() > 1) {
            details.put(
                    ALL, anchors.stream().map(anchor -> members(anchor, false)).toList());
        }
        return details;
    }

    /** Of one that is trusted no more. */
    private static Map<String, @Nullable Object> retired(TrustAnchor anchor) {
        return members(anchor, true);
    }

    private static Map<String, @Nullable Object> members(TrustAnchor anchor, boolean retired) {
        Map<String, @Nullable Object> members = Details.members(
                "trust_anchor_id", anchor.anchorId().toString(),
                "anchor_type", anchor.anchorType().wireName(),
                "version", anchor.version(),
                "retired", retired,
                "planes", Details.names(anchor.planes()),
                "certificate", Details.base64(anchor.certificate()));
        anchor.replaces().ifPresent(id -> members.put("replaces", id.toString()));
        anchor.trustedUntil().ifPresent(end -> members.put("trusted_until", Details.time(end)));
        return members;
    }
}
