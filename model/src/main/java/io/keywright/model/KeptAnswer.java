package io.keywright.model;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * What a changing call was answered, kept for its caller to ask for it again (Idempotency-Key).
 *
 * @param request whose answer it is
 * @param rootVersion the version of the tenant's root under which the answer is wrapped; empty if it holds nothing secret
 *     and is kept as it is
 * @param answer as its translator wrote it, or wrapped
 * @param keptAt when it was answered
 * @param expiresAt from when on the request counts as a new one
 */
public record KeptAnswer(
        RepeatableRequest request, OptionalInt rootVersion, byte[] answer, Instant keptAt, Instant expiresAt) {}
