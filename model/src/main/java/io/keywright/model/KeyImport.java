package io.keywright.model;

import java.time.Instant;
import java.util.UUID;

/**
 * An import of a key that has begun: material that is wrapped for its own RSA key is awaited until it expires.
 *
 * @param importId the id that the key will have
 * @param plan what key it will be, in a form of its own
 * @param privateKey the private half of its RSA key, bound to all the rest
 */
public record KeyImport(
        UUID importId, Scope scope, byte[] plan, Instant begunAt, Instant expiresAt, WrappedSecret privateKey) {}
