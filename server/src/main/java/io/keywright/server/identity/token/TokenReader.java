package io.keywright.server.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens: signature first, then claims, by the rules of RFC 8725. The key comes from the issuer that the token
 * names, never from the token. Thread-safe.
 */
final class TokenReader {

    private static final Duration LATEST = Duration.ofDays(36_500);
    private static final int MAX_LENGTH = 256;
    private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));

    private final TokenRules rules;
    private final Map<String, Issuer> issuers;
    private final InstantSource clock;

    TokenReader(TokenRules rules, Collection<Issuer> issuers, InstantSource clock) {
        this.rules = rules;
        this.issuers = issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::name, Function.identity()));
        this.clock = clock;
    }

    /** What was verified, by which keys. */
    record Verified(TokenClaims claims, Issuer issuer, PublishedKeys keys) {}

    /**
     * What {@code token} says. May block until its issuer's keys are read.
     *
     * @throws KeywrightException UNAUTHENTICATED, or DEPENDENCY_UNAVAILABLE if the issuer's keys cannot be had
     */
    Verified read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            checkHeader(jwt.getHeader());
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Issuer issuer = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
            if (issuer == null) {
                throw TokenRefusal.ISSUER.refuse();
            }
            PublishedKeys keys = issuer.keys(jwt.getHeader().getKeyID());
            checkSignature(jwt, keys);
            checkSubject(jwt.getPayload().toJSONObject().get("sub"));
            return new Verified(checked(claims), issuer, keys);
        } catch (ParseException | IllegalArgumentException e) {
            throw TokenRefusal.MALFORMED.refuse();
        }
    }

    private void checkHeader(JWSHeader header) {
        if (!rules.algorithms().contains(header.getAlgorithm())) {
            throw TokenRefusal.ALGORITHM.refuse();
        }
        boolean bringsKeys = header.getJWK() != null
                || header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null;
        boolean known = header.getType() == null || TYPES.contains(header.getType());
        String keyId = header.getKeyID();
        if (bringsKeys || !known || header.getCriticalParams() != null || !isShort(keyId, MAX_LENGTH)) {
            throw TokenRefusal.HEADER.refuse();
        }
    }

    private static void checkSignature(SignedJWT jwt, PublishedKeys keys) {
        JWSHeader header = jwt.getHeader();
        JWSVerifier verifier =
                keys.verifier(header.getKeyID(), header.getAlgorithm()).orElseThrow(TokenRefusal.KEY::refuse);
        try {
            if (!jwt.verify(verifier)) {
                throw TokenRefusal.SIGNATURE.refuse();
            }
        } catch (JOSEException e) {
            throw TokenRefusal.SIGNATURE.refuse();
        }
    }

    /** As it was sent: the library would make text of anything. */
    private static void checkSubject(@Nullable Object subject) {
        if (!(subject instanceof String text) || !isShort(text, MAX_LENGTH)) {
            throw TokenRefusal.CLAIMS.refuse();
        }
    }

    private TokenClaims checked(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        Date start = claims.getNotBeforeTime();
        Instant notAfter = end(claims, now);
        if (!now.isBefore(notAfter)) {
            throw TokenRefusal.EXPIRED.refuse();
        }
        if (start != null && now.isBefore(start.toInstant().minus(rules.clockSkew()))) {
            throw TokenRefusal.NOT_YET_VALID.refuse();
        }
        if (!claims.getAudience().contains(rules.audience())) {
            throw TokenRefusal.AUDIENCE.refuse();
        }
        return new TokenClaims(
                claims.getIssuer() + "|" + claims.getSubject(),
                claims.getStringClaim("module_id"),
                claims.getStringClaim("tenant_id"),
                claims.getStringClaim("environment"),
                notAfter);
    }

    /** When the token ends; one without an end, or with one that no clock will see, is refused. */
    private Instant end(JWTClaimsSet claims, Instant now) {
        Date end = claims.getExpirationTime();
        if (end == null || end.toInstant().isAfter(now.plus(LATEST))) {
            throw TokenRefusal.CLAIMS.refuse();
        }
        return end.toInstant().plus(rules.clockSkew());
    }

    private static boolean isShort(@Nullable String text, int most) {
        return text != null
                && !text.isBlank()
                && text.length() <= most
                && text.chars().noneMatch(Character::isISOControl);
    }
}
