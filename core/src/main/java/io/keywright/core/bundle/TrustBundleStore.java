package io.keywright.core.bundle;

import io.keywright.core.journal.StoreException;
import io.keywright.model.BundleReport;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.time.Instant;
import java.util.List;

/** Reads bundles of trust anchors, and which agents have them. Calls may block. */
public interface TrustBundleStore {

    /** What is handed out in that plane to {@code scope}; of all anchors to {@link Scope#OF_ALL}. Read at one moment. */
    TrustBundle bundle(Scope scope, Plane plane) throws StoreException;

    /**
     * What agents said last of that bundle.
     *
     * @param since who said nothing since then counts as gone
     */
    List<BundleReport> reports(Scope scope, Plane plane, Instant since) throws StoreException;

    /**
     * What those agents said last who had no bundle yet with the anchor that comes in the place of this one, of planes in which
     * both are handed out; none if there is no such anchor. Read at one moment.
     *
     * @param since who said nothing since then counts as gone
     */
    List<BundleReport> neverTold(TrustAnchor anchor, Instant since) throws StoreException;
}
