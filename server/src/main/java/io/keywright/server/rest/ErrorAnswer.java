package io.keywright.server.rest;

import io.keywright.model.ErrorCode;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of every answer that is not 2xx.
 *
 * @param message one sentence that says what to do next
 * @param details {@code request_id}, {@code receipt_id} if there is one, and what the error is about
 * @param retryable whether the same request can succeed later
 */
@Schema(name = "Error")
public record ErrorAnswer(ErrorCode code, String message, Map<String, Object> details, boolean retryable) {}
