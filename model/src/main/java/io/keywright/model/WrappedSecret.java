package io.keywright.model;

/**
 * A secret as it is stored: under a version of its tenant's root key.
 *
 * @param rootVersion the version that opens it
 */
public record WrappedSecret(int rootVersion, byte[] blob) {}
