package io.keywright.core.trust;

import io.keywright.model.TrustAnchor;

/**
 * An anchor that came in the place of another.
 *
 * @param predecessor the other, as it is since then: with an end
 */
public record Replacement(TrustAnchor successor, TrustAnchor predecessor) {}
