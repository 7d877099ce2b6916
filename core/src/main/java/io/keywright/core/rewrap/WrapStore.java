package io.keywright.core.rewrap;

import io.keywright.core.journal.StoreException;
import java.util.List;

/** All that a root provider has wrapped. Calls may block. */
public interface WrapStore {

    /**
     * A wrap as it is stored.
     *
     * @param wrapped what the provider's key opens
     */
    record StoredWrap(RootGuarded owner, byte[] wrapped) {}

    /** Everything that the provider of that name has wrapped with its only key. */
    List<StoredWrap> wraps(String provider) throws StoreException;

    /** Puts other wraps in the place of those that there are: all of them or none. Durable on return. */
    void replace(List<StoredWrap> wraps) throws StoreException;
}
