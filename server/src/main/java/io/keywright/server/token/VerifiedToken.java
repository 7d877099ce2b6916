package io.keywright.server.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;

/**
 * A token that was found good.
 *
 * @param claims all of them; only those that every token has are checked
 * @param notAfter when it ends, the clock skew included
 */
public record VerifiedToken(JWTClaimsSet claims, Instant notAfter, Issuer issuer, PublishedKeys keys) {

    /** Whether its issuer still publishes the keys that it was verified with, for all that is known without asking again. */
    public boolean isStillVouchedFor() {
        return issuer.stillPublishes(keys);
    }
}
