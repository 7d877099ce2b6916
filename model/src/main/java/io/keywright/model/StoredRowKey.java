package io.keywright.model;

import java.util.UUID;

/**
 * The key that vouches for rows, as it is stored.
 *
 * @param keyId what its wrap is bound to
 * @param provider the root provider that wrapped it
 * @param wrapped its 32 bytes
 */
public record StoredRowKey(UUID keyId, String provider, byte[] wrapped) {}
