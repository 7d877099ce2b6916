package io.keywright.server.rest;

import java.util.Map;

/**
 * The body of every answer that is not 2xx.
 *
 * @param message one sentence that says what to do next
 * @param details {@code request_id}, {@code receipt_id} if there is one, and what the error is about
 * @param retryable whether the same request can succeed later
 */
public record ErrorAnswer(String code, String message, Map<String, Object> details, boolean retryable) {}
