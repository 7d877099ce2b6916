package io.keywright.server.acme;

import io.keywright.core.acme.AcmeRefusals;
import io.keywright.core.trace.Span;
import io.keywright.model.KeywrightException;
import io.keywright.model.WireName;
import io.keywright.model.acme.AcmeProblem;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.server.publication.PublicRequest;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.Requester;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells what was refused as ACME clients know it (RFC 8555, section 6.7; RFC 9457). It is counted and logged like any other. */
@Singleton
final class AcmeProblems {

    private static final String NAMESPACE = "urn:ietf:params:acme:error:";
    private static final String FORM = "application/problem+json";

    private static final String WRONG_TYPE = "unsupported_media_type";
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final Errors errors;
    private final Json json;

    AcmeProblems(Errors errors, Json json) {
        this.errors = errors;
        this.json = json;
    }

    Answer answer(PublicRequest request, KeywrightException refusal) {
        Requester to = Requester.of(request.requestId(), request.http().request(), Optional.empty(), Span.NONE);
        Answer plain = WRONG_TYPE.equals(refusal.details().get("reason"))
                ? errors.answer(to, refusal, UNSUPPORTED_MEDIA_TYPE)
                : errors.answer(to, refusal);
        AcmeProblem problem = new AcmeProblem(type(refusal), detail(refusal));
        Map<String, Object> body = new TreeMap<>(body(problem));
        body.put("status", plain.status());
        Answer answer = new Answer(plain.status(), FORM, json.write(body));
        return refusal.retryable() ? answer.retryAfter(refusal.retryAfter()) : answer;
    }

    /** The refusal of a body that is called something else than {@code type} (RFC 8555, section 6.2). */
    static KeywrightException wrongType(String type) {
        return AcmeRefusals.malformed("Send the request as " + type + ".").with("reason", WRONG_TYPE);
    }

    /** A problem as it stands in other answers. */
    static Map<String, Object> body(AcmeProblem problem) {
        return Map.of("type", NAMESPACE + problem.type().wireName(), "detail", problem.detail());
    }

    private static AcmeProblemType type(KeywrightException refusal) {
        if (refusal.details().get(AcmeRefusals.PROBLEM) instanceof String name) {
            return WireName.parse(AcmeProblemType.class, name);
        }
        if ("request".equals(refusal.details().get("member"))) {
            return AcmeProblemType.BAD_CSR;
        }
        return switch (refusal.code()) {
            case INVALID_REQUEST, KEY_NOT_FOUND -> AcmeProblemType.MALFORMED;
            case UNAUTHENTICATED, UNAUTHORIZED -> AcmeProblemType.UNAUTHORIZED;
            case POLICY_VIOLATION ->
                "name_not_allowed".equals(refusal.details().get("reason"))
                        ? AcmeProblemType.REJECTED_IDENTIFIER
                        : AcmeProblemType.UNAUTHORIZED;
            case RATE_LIMITED -> AcmeProblemType.RATE_LIMITED;
            case KEY_INACTIVE, KEY_REVOKED, INTERNAL_ERROR, DEPENDENCY_UNAVAILABLE -> AcmeProblemType.SERVER_INTERNAL;
        };
    }

    /** Why the service itself fails is nobody's business who has no certificate. */
    private static String detail(KeywrightException refusal) {
        return switch (refusal.code()) {
            case INTERNAL_ERROR, DEPENDENCY_UNAVAILABLE -> "The service cannot do this right now; try again.";
            case INVALID_REQUEST,
                    UNAUTHENTICATED,
                    UNAUTHORIZED,
                    POLICY_VIOLATION,
                    KEY_NOT_FOUND,
                    KEY_INACTIVE,
                    KEY_REVOKED,
                    RATE_LIMITED -> refusal.advice();
        };
    }
}
