package io.keywright.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keywright.model.KeywrightException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens of one kind: signature first, then the claims that all tokens have, by the rules of RFC 8725. The key
 * comes from the issuer that the token names, never from the token. Thread-safe.
 */
public final class SignedTokens {

    private static final Duration LATEST = Duration.ofDays(36_500);
    private static final int MAX_KEY_ID = 256;

    private final TokenKind kind;
    private final TokenRules rules;
    private final Map<String, Issuer> issuers;
    private final InstantSource clock;

    public SignedTokens(TokenKind kind, TokenRules rules, Collection<Issuer> issuers, InstantSource clock) {
        this.kind = kind;
        this.rules = rules;
        this.issuers = issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::identifier, Function.identity()));
        this.clock = clock;
    }

    /**
     * What {@code token} is. May block until its issuer's keys are read.
     *
     * @throws TokenRefused saying why it is not accepted
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the issuer's keys cannot be had
     */
    public VerifiedToken verify(String token) throws TokenRefused {
        try {
            if (token.length() > rules.maxLength()) {
                throw new TokenRefused(TokenRefusal.TOO_LARGE);
            }
            SignedJWT jwt = SignedJWT.parse(token);
            checkHeader(jwt.getHeader());
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Issuer issuer = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
            if (issuer == null) {
                throw new TokenRefused(TokenRefusal.ISSUER);
            }
            PublishedKeys keys = issuer.keys(jwt.getHeader().getKeyID());
            checkSignature(jwt, keys);
            checkSubject(jwt.getPayload().toJSONObject().get("sub"));
            return new VerifiedToken(claims, checkClaims(claims), issuer, keys);
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenRefused(TokenRefusal.MALFORMED);
        }
    }

    private void checkHeader(JWSHeader header) throws TokenRefused {
        if (!rules.algorithms().contains(header.getAlgorithm())) {
            throw new TokenRefused(TokenRefusal.ALGORITHM);
        }
        boolean bringsKeys = header.getJWK() != null
                || header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null;
        boolean named = isName(header.getKeyID(), MAX_KEY_ID);
        if (bringsKeys || !kind.accepts(header.getType()) || header.getCriticalParams() != null || !named) {
            throw new TokenRefused(TokenRefusal.HEADER);
        }
    }

    private static void checkSignature(SignedJWT jwt, PublishedKeys keys) throws TokenRefused {
        JWSHeader header = jwt.getHeader();
        JWSVerifier verifier = keys.verifier(header.getKeyID(), header.getAlgorithm())
                .orElseThrow(() -> new TokenRefused(TokenRefusal.KEY));
        try {
            if (!jwt.verify(verifier)) {
                throw new TokenRefused(TokenRefusal.SIGNATURE);
            }
        } catch (JOSEException e) {
            throw new TokenRefused(TokenRefusal.SIGNATURE);
        }
    }

    /** As it was sent: the library would make text of anything. */
    private static void checkSubject(@Nullable Object subject) throws TokenRefused {
        if (subject != null && !(subject instanceof String)) {
            throw new TokenRefused(TokenRefusal.CLAIMS);
        }
    }

    /** Answers when the token ends, the clock skew included. */
    private Instant checkClaims(JWTClaimsSet claims) throws TokenRefused {
        Instant now = clock.instant();
        Date start = claims.getNotBeforeTime();
        Instant notAfter = end(claims, now).plus(rules.clockSkew());
        if (!now.isBefore(notAfter)) {
            throw new TokenRefused(TokenRefusal.EXPIRED);
        }
        if (start != null && now.isBefore(start.toInstant().minus(rules.clockSkew()))) {
            throw new TokenRefused(TokenRefusal.NOT_YET_VALID);
        }
        if (!claims.getAudience().contains(rules.audience())) {
            throw new TokenRefused(TokenRefusal.AUDIENCE);
        }
        return notAfter;
    }

    /** When the token ends; one without an end, or with one that no clock will see, is refused. */
    private static Instant end(JWTClaimsSet claims, Instant now) throws TokenRefused {
        Date end = claims.getExpirationTime();
        if (end == null || end.toInstant().isAfter(now.plus(LATEST))) {
            throw new TokenRefused(TokenRefusal.CLAIMS);
        }
        return end.toInstant();
    }

    /** Whether {@code text} can name something: it is there, not blank, of at most that many characters, none a control. */
    public static boolean isName(@Nullable String text, int most) {
        return text != null
                && !text.isBlank()
                && text.length() <= most
                && text.chars().noneMatch(Character::isISOControl);
    }
}
