package io.keywright.server.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.keywright.model.KeywrightException;
import io.keywright.server.token.SignedTokens;
import io.keywright.server.token.TokenRefusal;
import io.keywright.server.token.TokenRefused;
import io.keywright.server.token.VerifiedToken;
import java.text.ParseException;

/** Reads whom a token names. Thread-safe. */
record TokenReader(SignedTokens tokens) {

    private static final int MAX_SUBJECT = 256;

    /** What was verified, and what it says. */
    record Verified(TokenClaims claims, VerifiedToken token) {}

    /**
     * What {@code token} says. May block until its issuer's keys are read.
     *
     * @throws KeywrightException UNAUTHENTICATED, or DEPENDENCY_UNAVAILABLE if the issuer's keys cannot be had
     */
    Verified read(String token) {
        try {
            VerifiedToken verified = tokens.verify(token);
            return new Verified(claims(verified), verified);
        } catch (TokenRefused refused) {
            throw refused.refusal().refuse();
        } catch (ParseException e) {
            throw TokenRefusal.MALFORMED.refuse();
        }
    }

    private static TokenClaims claims(VerifiedToken verified) throws ParseException {
        JWTClaimsSet claims = verified.claims();
        if (!SignedTokens.isName(claims.getSubject(), MAX_SUBJECT)) {
            throw TokenRefusal.CLAIMS.refuse();
        }
        return new TokenClaims(
                claims.getIssuer() + "|" + claims.getSubject(),
                claims.getStringClaim("module_id"),
                claims.getStringClaim("tenant_id"),
                claims.getStringClaim("environment"),
                verified.notAfter());
    }
}
