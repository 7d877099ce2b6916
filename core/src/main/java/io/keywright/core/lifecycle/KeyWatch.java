package io.keywright.core.lifecycle;

import io.keywright.model.KeyMetadata;

/** Is told what becomes of keys in memory. Must not throw. */
@FunctionalInterface
public interface KeyWatch {

    /** A key in memory and its stored row do not belong together: one of them was altered. It is dropped. */
    void differed(KeyMetadata key);
}
