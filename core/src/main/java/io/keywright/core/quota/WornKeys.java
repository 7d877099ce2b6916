package io.keywright.core.quota;

import io.keywright.model.KeyMetadata;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys that have encrypted so much that others must take their place. After a start, a key is among them again once it encrypts
 * again. Thread-safe.
 */
public final class WornKeys {

    private final Map<UUID, KeyMetadata> keys = new ConcurrentHashMap<>();

    /** All that nobody has replaced yet. */
    public List<KeyMetadata> all() {
        return List.copyOf(keys.values());
    }

    /** The key is replaced, or needs no replacement. */
    public void settled(UUID keyId) {
        keys.remove(keyId);
    }

    void add(KeyMetadata key) {
        keys.putIfAbsent(key.keyId(), key);
    }
}
