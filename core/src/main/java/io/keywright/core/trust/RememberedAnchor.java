package io.keywright.core.trust;

import io.keywright.model.TrustAnchor;

/**
 * An anchor that is or was trusted.
 *
 * @param retired whether it is trusted no more
 */
public record RememberedAnchor(TrustAnchor anchor, boolean retired) {}
