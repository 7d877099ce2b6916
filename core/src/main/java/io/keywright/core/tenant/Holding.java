package io.keywright.core.tenant;

import java.util.Optional;

/**
 * Something that a node holds in memory.
 *
 * @param lease for how long it may be used; a public key has none
 */
public record Holding(Kind kind, String tenantId, Optional<Lease> lease) {

    /** What it is. */
    public enum Kind {
        ROOT,
        KEY,
        PUBLIC_KEY
    }

    /** Whether it belongs to that part. */
    public boolean isIn(CachePart part) {
        return part.includesTenant(tenantId)
                && lease.map(Lease::provider).map(part::includesProvider).orElse(part.includesUnopened());
    }
}
