package io.keywright.model;

/**
 * A request that its caller may send again, in SHA-256 digests of 64 lower-case hexadecimal digits: nothing of it stands
 * in the clear.
 *
 * @param id of caller and idempotency key
 * @param caller of the caller
 * @param fingerprint of caller, idempotency key and what is asked for
 */
public record RepeatableRequest(String id, String caller, String fingerprint) {}
