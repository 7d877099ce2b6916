package io.keywright.server.token;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Locale;
import java.util.Map;

/** Why a token is refused, and what its sender can do about it. Nothing of the token is repeated. */
public enum TokenRefusal {
    MISSING("Send one token in Authorization: Bearer."),
    NOT_ACCEPTED("Leave the header Authorization out; this installation accepts no tokens."),
    MALFORMED("Send one signed JWT in Authorization: Bearer."),
    TOO_LARGE("Send a shorter token."),
    ALGORITHM("Have the token signed with an algorithm that this installation allows."),
    HEADER("Send a token whose header has alg and kid, and neither crit nor keys of its own."),
    ISSUER("Get a token from an issuer that this installation trusts."),
    KEY("Get a token that is signed with a key that its issuer publishes."),
    SIGNATURE("Get a new token; this one was not signed by its issuer."),
    EXPIRED("Get a new token; this one has expired."),
    NOT_YET_VALID("Wait, or get a new token; this one is not valid yet."),
    LIFETIME("Get a token that says iat, and lives no longer than this installation allows."),
    AUDIENCE("Get a token whose aud names this service."),
    CLAIMS("Get a token that has sub and exp, and whose claims are of the right type."),
    TENANT("Get a token from an issuer that may vouch for your tenant."),
    CONTRADICTS("Get a token whose tenant_id, environment and module_id are those of your certificate.");

    private final String advice;

    TokenRefusal(String advice) {
        this.advice = advice;
    }

    /** As an answer to somebody who is not known without the token. */
    public KeywrightException refuse() {
        return new KeywrightException(ErrorCode.UNAUTHENTICATED, advice, Map.of("reason", reason()));
    }

    String reason() {
        return "token_" + name().toLowerCase(Locale.ROOT);
    }
}
