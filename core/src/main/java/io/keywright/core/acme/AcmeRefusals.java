package io.keywright.core.acme;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeProblemType;
import java.util.Map;

/** What is said where an ACME client's request is not as it should be: the details have the type of problem as clients know it. */
public final class AcmeRefusals {

    /** The name of that detail. */
    public static final String PROBLEM = "acme_problem";

    private AcmeRefusals() {}

    /** A refusal of that code and type. */
    public static KeywrightException of(ErrorCode code, AcmeProblemType type, String advice) {
        return new KeywrightException(code, advice, Map.of(PROBLEM, type.wireName()));
    }

    /** What cannot be read, or makes no sense. */
    public static KeywrightException malformed(String advice) {
        return of(ErrorCode.INVALID_REQUEST, AcmeProblemType.MALFORMED, advice);
    }

    /** Nothing is there, or it is somebody else's: nobody is told which of the two. */
    public static KeywrightException notFound() {
        return of(ErrorCode.KEY_NOT_FOUND, AcmeProblemType.MALFORMED, "There is no such thing here.");
    }

    static KeywrightException unauthorized(String advice) {
        return of(ErrorCode.UNAUTHORIZED, AcmeProblemType.UNAUTHORIZED, advice);
    }

    static KeywrightException rejectedName(String advice) {
        return of(ErrorCode.POLICY_VIOLATION, AcmeProblemType.REJECTED_IDENTIFIER, advice);
    }

    static KeywrightException badRequest(String advice) {
        return of(ErrorCode.INVALID_REQUEST, AcmeProblemType.BAD_CSR, advice);
    }

    static KeywrightException tooMany(String advice) {
        return of(ErrorCode.RATE_LIMITED, AcmeProblemType.RATE_LIMITED, advice);
    }
}
