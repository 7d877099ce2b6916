package io.keywright.model;

import java.util.Optional;

/**
 * A key as it is stored.
 *
 * @param wrapped its material; empty once it is destroyed
 */
public record StoredKey(KeyMetadata metadata, Optional<WrappedSecret> wrapped) {}
