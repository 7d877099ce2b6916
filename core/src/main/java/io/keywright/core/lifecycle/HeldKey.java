package io.keywright.core.lifecycle;

import io.keywright.core.crypto.UsableKey;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.Holding;
import io.keywright.core.tenant.Lease;
import io.keywright.model.KeyMetadata;
import java.util.Optional;

/**
 * A key as it is held in memory, ready for use.
 *
 * @param material empty once the key is destroyed
 * @param lease for how long the material may be used, if it is not public
 */
public record HeldKey(KeyMetadata metadata, Optional<UsableKey> material, Optional<Lease> lease) {

    static HeldKey of(KeyMetadata metadata, Optional<KeyVault.Opened> opened) {
        return new HeldKey(metadata, opened.map(KeyVault.Opened::key), opened.map(KeyVault.Opened::lease));
    }

    /** One that only verifies, without its root. */
    static HeldKey ofPublic(KeyMetadata metadata, Optional<UsableKey> publicKey) {
        return new HeldKey(metadata, publicKey, Optional.empty());
    }

    /** The material of a key that is not destroyed. */
    public UsableKey usable() {
        return material.orElseThrow(() -> new IllegalStateException("a key in use without material"));
    }

    /** Whether it may be used. */
    boolean holds() {
        return lease.isEmpty() || lease.get().holds();
    }

    /** Whether it may never be used again. */
    boolean over() {
        return lease.isPresent() && lease.get().over();
    }

    /** Whether {@code part} means it. */
    boolean isIn(CachePart part) {
        return part.includesKey(metadata.keyId()) && holding(Holding.Kind.KEY).isIn(part);
    }

    /** What operators are shown of it. */
    Holding holding(Holding.Kind kind) {
        return new Holding(kind, metadata.scope().tenantId(), lease);
    }

    /** Makes the material in memory unusable; the stored key is what it was. */
    void destroy() {
        material.ifPresent(UsableKey::close);
    }
}
