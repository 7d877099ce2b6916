package io.keywright.server.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Whether a token is for now and for this service (RFC 8725, sections 3.9 and 3.10). */
record ClaimsCheck(TokenRules rules, InstantSource clock) {

    private static final Duration LATEST = Duration.ofDays(36_500);

    /**
     * When a token of these claims ends, the clock skew included.
     *
     * @throws TokenRefused if it has ended, has not begun, is for somebody else, or lives too long
     */
    Instant notAfter(JWTClaimsSet claims) throws TokenRefused {
        Instant now = clock.instant();
        Date start = claims.getNotBeforeTime();
        Instant end = end(claims, now);
        if (!now.isBefore(end.plus(rules.clockSkew()))) {
            throw new TokenRefused(TokenRefusal.EXPIRED);
        }
        if (start != null && now.isBefore(start.toInstant().minus(rules.clockSkew()))) {
            throw new TokenRefused(TokenRefusal.NOT_YET_VALID);
        }
        if (!claims.getAudience().contains(rules.audience())) {
            throw new TokenRefused(TokenRefusal.AUDIENCE);
        }
        if (rules.maxLifetime().isPresent() && !isBrief(claims.getIssueTime(), end, now)) {
            throw new TokenRefused(TokenRefusal.LIFETIME);
        }
        return end.plus(rules.clockSkew());
    }

    /** When the token ends; one without an end, or with one that no clock will see, is refused. */
    private static Instant end(JWTClaimsSet claims, Instant now) throws TokenRefused {
        Date end = claims.getExpirationTime();
        if (end == null || end.toInstant().isAfter(now.plus(LATEST))) {
            throw new TokenRefused(TokenRefusal.CLAIMS);
        }
        return end.toInstant();
    }

    /** Whether the token says since when it lives, as one can that is here by now, and ends soon enough after it. */
    private boolean isBrief(@Nullable Date issued, Instant end, Instant now) {
        if (issued == null || issued.toInstant().isAfter(now.plus(rules.clockSkew()))) {
            return false;
        }
        Duration life = Duration.between(issued.toInstant(), end);
        return life.isPositive() && life.compareTo(rules.maxLifetime().orElseThrow()) <= 0;
    }
}
