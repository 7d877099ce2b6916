package io.keywright.core.change;

import io.keywright.model.BundleReport;
import io.keywright.model.TrustAnchor;
import java.time.Instant;
import java.util.List;

/** A change of whom a scope trusts, or word of who knows it. */
public sealed interface TrustChange extends Change {

    /**
     * Authorities of one scope are trusted from now on. Applies if the scope trusts none of their certificates already, and has
     * no more than {@code most} anchors with them.
     *
     * @param anchors at least one
     */
    record AnchorsAdded(List<TrustAnchor> anchors, int most) implements TrustChange {
        public AnchorsAdded {
            anchors = List.copyOf(anchors);
        }
    }

    /**
     * An authority comes in the place of another, which is trusted beside it until its end. Applies if the other is trusted, in
     * the version before and without an end, and {@code successor} could be added.
     *
     * @param predecessor as it is after the change
     */
    record AnchorReplaced(TrustAnchor successor, TrustAnchor predecessor, int most) implements TrustChange {}

    /**
     * An authority is trusted no more. Applies if it still is, in the version before.
     *
     * @param anchor as it is after the change
     */
    record AnchorRetired(TrustAnchor anchor) implements TrustChange {}

    /**
     * An agent tells which version of a trust bundle it has put in place. Applies if it told something before, or its scope has
     * fewer than {@code most} agents.
     *
     * @param silentSince whoever said nothing since then is forgotten when there is a new one
     */
    record BundleReported(BundleReport report, Instant silentSince, int most) implements TrustChange {}
}
