package io.keywright.model;

import java.util.UUID;

/**
 * The trust anchor that vouches for an identity, where it is one that was added over the network.
 *
 * @param scope that the anchor was added for; {@link Scope#OF_ALL} for all
 */
public record Voucher(UUID anchorId, Scope scope) {

    /** Whether the anchor was added by the very tenant that {@code other} belongs to, or by the platform for itself. */
    public boolean isOwnOf(Scope other) {
        return scope.tenantId().equals(other.tenantId());
    }
}
