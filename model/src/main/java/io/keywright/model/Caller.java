package io.keywright.model;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, settled once at the edge.
 *
 * @param subject the identity that the credential proves, a SPIFFE id
 * @param scope the one scope that the caller lives in, or null for a platform identity
 * @param module the calling module, as named in access policies and receipts
 */
public record Caller(String subject, @Nullable Scope scope, String module) {}
