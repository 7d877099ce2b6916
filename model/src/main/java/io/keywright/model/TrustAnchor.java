package io.keywright.model;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An authority that may vouch for the identities of its scope; or for all, if it belongs to {@link Scope#GLOBAL}.
 *
 * @param certificate the authority's certificate, DER
 * @param version 1, and one more with every change
 * @param planes whose bundles it is handed out in; none for one that this service alone trusts
 * @param replaces the anchor in whose place it comes
 * @param trustedUntil when its time is over, because another comes in its place; empty as long as none does
 */
public record TrustAnchor(
        UUID anchorId,
        Scope scope,
        AnchorType anchorType,
        byte[] certificate,
        Instant createdAt,
        int version,
        Set<Plane> planes,
        Optional<UUID> replaces,
        Optional<Instant> trustedUntil) {

    public TrustAnchor {
        planes = Set.copyOf(planes);
    }

    /** One that comes in nobody's place and is handed out where such usually are. */
    public TrustAnchor(
            UUID anchorId, Scope scope, AnchorType anchorType, byte[] certificate, Instant createdAt, int version) {
        this(
                anchorId,
                scope,
                anchorType,
                certificate,
                createdAt,
                version,
                mostPlanes(scope),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Where an anchor of {@code scope} may be handed out, and is if nobody says otherwise: in its own plane, because who
     * administers one plane has no say in another; one of all in every plane.
     */
    public static Set<Plane> mostPlanes(Scope scope) {
        return scope.tenantId().equals(Scope.GLOBAL) ? EnumSet.allOf(Plane.class) : EnumSet.of(scope.plane());
    }

    /** The anchor after it was retired. */
    public TrustAnchor retired() {
        return changed(trustedUntil);
    }

    /** The anchor after another came in its place, until whose end both are trusted. */
    public TrustAnchor endingAt(Instant end) {
        return changed(Optional.of(end));
    }

    private TrustAnchor changed(Optional<Instant> end) {
        return new TrustAnchor(anchorId, scope, anchorType, certificate, createdAt, version + 1, planes, replaces, end);
    }

    /** Whether its time is not over by then. */
    public boolean isTrustedAt(Instant time) {
        return trustedUntil.isEmpty() || time.isBefore(trustedUntil.get());
    }
}
