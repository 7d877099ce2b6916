package io.keywright.core.tenant;

import java.util.Optional;
import java.util.UUID;

/**
 * Which part of what a node holds is meant: all, or what is opened by a provider, of a tenant, or of a key.
 *
 * @param keyId a key of the tenant, alone: not its root
 */
public record CachePart(Optional<String> provider, Optional<String> tenantId, Optional<UUID> keyId) {

    /** All that is held. */
    public static final CachePart ALL = new CachePart(Optional.empty(), Optional.empty(), Optional.empty());

    /** What is held of a tenant. */
    public static CachePart ofTenant(String tenantId) {
        return new CachePart(Optional.empty(), Optional.of(tenantId), Optional.empty());
    }

    /** What a provider has opened. */
    public static CachePart ofProvider(String provider) {
        return new CachePart(Optional.of(provider), Optional.empty(), Optional.empty());
    }

    /** Whether what is the tenant's may be meant. */
    public boolean includesTenant(String other) {
        return tenantId.map(other::equals).orElse(true);
    }

    /** Whether what that provider has opened may be meant. */
    public boolean includesProvider(String other) {
        return provider.map(other::equals).orElse(true);
    }

    /** Whether what no provider had to open may be meant. */
    public boolean includesUnopened() {
        return provider.isEmpty();
    }

    /** Whether the key may be meant. */
    public boolean includesKey(UUID other) {
        return keyId.map(other::equals).orElse(true);
    }
}
