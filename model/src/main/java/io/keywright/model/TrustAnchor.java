package io.keywright.model;

import java.time.Instant;
import java.util.UUID;

/**
 * An authority that may vouch for the identities of its scope; or for all, if it belongs to {@link Scope#GLOBAL}.
 *
 * @param certificate the authority's certificate, DER
 * @param version 1, and one more with every change
 */
public record TrustAnchor(
        UUID anchorId, Scope scope, AnchorType anchorType, byte[] certificate, Instant createdAt, int version) {

    /** The anchor after it was retired. */
    public TrustAnchor retired() {
        return new TrustAnchor(anchorId, scope, anchorType, certificate, createdAt, version + 1);
    }
}
