package io.keywright.core.lifecycle;

import io.keywright.core.journal.StoreException;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads keys; they are written through the journal. Calls may block. A key of another scope is not there. */
public interface KeyStore {

    /** The key with an id, or the newest version of the line that an alias stands for. */
    Optional<StoredKey> key(Scope scope, KeyReference reference) throws StoreException;

    /**
     * The scope's keys in the order of their ids, which is the order of their creation.
     *
     * @param after the last key of the page before, or null to start
     * @param limit how many at the most
     */
    List<StoredKey> keys(Scope scope, KeyFilter filter, @Nullable UUID after, int limit) throws StoreException;

    /**
     * The scope's key pairs in one of {@code states}, the newest first.
     *
     * @param limit how many at the most
     */
    List<StoredKey> pairs(Scope scope, Set<KeyState> states, int limit) throws StoreException;

    /**
     * Versions of a line that came before its version {@code number} and are not destroyed, the newest first.
     *
     * @param limit how many at the most
     */
    List<KeyMetadata> versionsBefore(KeyLine line, int number, int limit) throws StoreException;

    /**
     * Keys, of whatever scope, that are in {@code pending_rotation} and were rotated before {@code time}.
     *
     * @param limit how many at the most
     */
    List<KeyMetadata> rotatedBefore(Instant time, int limit) throws StoreException;

    /**
     * Keys, of whatever scope, whose material is to be erased by {@code time}.
     *
     * @param limit how many at the most
     */
    List<KeyMetadata> destroyedBy(Instant time, int limit) throws StoreException;

    /** How many keys there are of each type and state, over all tenants. */
    Map<KeyType, Map<KeyState, Long>> keyCounts() throws StoreException;

    /** Narrows a listing; a null member does not narrow. */
    record KeyFilter(
            @Nullable KeyType keyType,
            @Nullable KeyState keyState,
            @Nullable String alias) {}
}
