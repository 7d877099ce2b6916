package io.keywright.core.lifecycle;

import io.keywright.core.follow.KeyMemory;
import io.keywright.core.secret.SecretCache;
import io.keywright.core.secret.Shared;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Finds keys and holds them ready for use: bounded in number and time, one load per key however many ask, and destroyed
 * once they are let go of and nobody uses them. Never blocks its caller. Thread-safe.
 */
public final class KeyRing implements KeyMemory {

    private record Lookup(Scope scope, KeyReference reference) {}

    private final KeyLookup lookup;
    private final KeyVault vault;
    private final KeyTraffic traffic = new KeyTraffic();
    private final SecretCache<Lookup, HeldKey> held;

    /**
     * @param blocking runs loads, which read the store and may ask the root provider
     * @param size how many keys are held at the most
     */
    public KeyRing(KeyStore store, KeyVault vault, Executor blocking, int size, Duration timeToLive) {
        this.lookup = new KeyLookup(store);
        this.vault = vault;
        this.held = new SecretCache<>(size, timeToLive, this::load, HeldKey::destroy, blocking);
    }

    /**
     * The key, from memory if it is there, for the caller to {@link Shared#release}; fails with KEY_NOT_FOUND or
     * DEPENDENCY_UNAVAILABLE.
     */
    public CompletableFuture<Shared<HeldKey>> find(Scope scope, KeyReference reference) {
        Lookup asked = new Lookup(scope, reference);
        Shared<HeldKey> there = held.ifHeld(asked);
        if (there != null && there.get().holds()) {
            traffic.hit(there.get().metadata().keyType());
            return CompletableFuture.completedFuture(there);
        }
        if (there != null) {
            held.drop(asked, there);
            there.release();
        }
        return held.get(asked);
    }

    /** Lets go of keys whose root may no longer be used. */
    public void dropOver() {
        held.drop(asked -> true, HeldKey::over);
    }

    /** Lets go of a key that has changed; whoever asks next reads it again. */
    public void forget(KeyMetadata key) {
        held.drop(new Lookup(key.scope(), new KeyReference.ById(key.keyId())));
        if (key.keyAlias() != null) {
            held.drop(new Lookup(key.scope(), new KeyReference.ByAlias(key.keyAlias())));
        }
    }

    /** Lets go of all versions of a line that has changed. */
    public void forget(KeyLine line) {
        held.drop(
                asked -> asked.scope().equals(line.scope()),
                key -> key.metadata().line().lineId().equals(line.lineId()));
    }

    @Override
    public void forget(Scope scope, UUID keyId) {
        try {
            forget(lookup.find(scope, new KeyReference.ById(keyId)).metadata().line());
        } catch (KeywrightException e) {
            held.drop(asked -> asked.scope().equals(scope), key -> true);
        }
    }

    @Override
    public void forgetAll() {
        held.drop(asked -> true, key -> true);
    }

    /** How often keys were found in memory. */
    public KeyTraffic traffic() {
        return traffic;
    }

    private HeldKey load(Lookup asked) {
        StoredKey stored = lookup.find(asked.scope(), asked.reference());
        traffic.miss(stored.metadata().keyType());
        return HeldKey.of(stored.metadata(), stored.wrapped().map(blob -> vault.open(stored.metadata(), blob)));
    }
}
