package io.keywright.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keywright.model.KeywrightException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens of one kind: signature first, then the claims that all tokens have, by the rules of RFC 8725. The key
 * comes from the issuer that the token names, never from the token. Thread-safe.
 */
public final class SignedTokens {

    static final int MAX_KEY_ID = 256;

    private final TokenKind kind;
    private final TokenRules rules;
    private final Map<String, Issuer> issuers;
    private final ClaimsCheck claimsCheck;

    public SignedTokens(TokenKind kind, TokenRules rules, Collection<Issuer> issuers, InstantSource clock) {
        this.kind = kind;
        this.rules = rules;
        this.issuers = issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::identifier, Function.identity()));
        this.claimsCheck = new ClaimsCheck(rules, clock);
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
            SignedJWT jwt = StrictJwt.parse(token);
            checkHeader(jwt.getHeader());
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Issuer issuer = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
            if (issuer == null) {
                throw new TokenRefused(TokenRefusal.ISSUER);
            }
            PublishedKeys keys = issuer.keys(jwt.getHeader().getKeyID());
            checkSignature(jwt, keys);
            if (!StrictJwt.hasTimes(jwt)) {
                throw new TokenRefused(TokenRefusal.CLAIMS);
            }
            checkSubject(jwt.getPayload().toJSONObject().get("sub"));
            if (!issuer.vouchesFor(claims.getStringClaim("tenant_id"))) {
                throw new TokenRefused(TokenRefusal.TENANT);
            }
            return new VerifiedToken(claims, claimsCheck.notAfter(claims), issuer, keys);
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

    /** Whether {@code text} can name something: it is there, not blank, of at most that many characters, none a control. */
    public static boolean isName(@Nullable String text, int most) {
        return text != null
                && !text.isBlank()
                && text.length() <= most
                && text.chars().noneMatch(Character::isISOControl);
    }
}
