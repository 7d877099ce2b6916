package io.keywright.core.follow;

import io.keywright.model.Scope;
import java.util.UUID;

/** The keys that a node holds in memory, each by itself. Thread-safe. */
public interface KeyMemory {

    /**
     * Lets go of a key that has changed, and of all that share its policy with it; of all of its scope, if these cannot be
     * told. Blocks; never fails.
     */
    void forget(Scope scope, UUID keyId);

    /** Lets go of all keys. */
    void forgetAll();
}
