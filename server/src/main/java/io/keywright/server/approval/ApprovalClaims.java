package io.keywright.server.approval;

import com.nimbusds.jwt.JWTClaimsSet;
import io.keywright.core.approval.Grant;
import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import io.keywright.server.token.SignedTokens;
import java.text.ParseException;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Grants as the claims of tokens, whoever signs them. */
final class ApprovalClaims {

    private static final int MAX_TOKEN_ID = 128;
    private static final int DIGEST_BYTES = 32;

    private ApprovalClaims() {}

    static JWTClaimsSet of(String issuer, Grant grant) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .jwtID(grant.tokenId())
                .expirationTime(Date.from(grant.expiresAt()))
                .claim("tenant_id", grant.scope().tenantId())
                .claim("environment", grant.scope().environment().wireName())
                .claim("plane", grant.scope().plane().wireName())
                .claim("operation", grant.operation().verb())
                .claim("request_digest", Base64.getEncoder().encodeToString(grant.requestDigest()));
        if (grant.keyId() != null) {
            claims.claim("key_id", grant.keyId().toString());
        }
        return claims.build();
    }

    /**
     * What verified {@code claims} grant.
     *
     * @param issuer see {@link Grant#issuer()}
     * @throws ParseException or {@link IllegalArgumentException} if a claim is missing or is not what it should be
     */
    static Grant read(String issuer, JWTClaimsSet claims) throws ParseException {
        String keyId = claims.getStringClaim("key_id");
        return new Grant(
                issuer,
                tokenId(claims),
                new Scope(
                        required(claims.getStringClaim("tenant_id")),
                        WireName.parse(Environment.class, required(claims.getStringClaim("environment"))),
                        WireName.parse(Plane.class, required(claims.getStringClaim("plane")))),
                Operation.parse(required(claims.getStringClaim("operation"))),
                keyId == null ? null : UUID.fromString(keyId),
                StrictBase64.decode(required(claims.getStringClaim("request_digest")), DIGEST_BYTES),
                required(claims.getExpirationTime()).toInstant());
    }

    /** By which it is known whether the token was spent. */
    private static String tokenId(JWTClaimsSet claims) throws ParseException {
        String id = required(claims.getJWTID());
        if (!SignedTokens.isName(id, MAX_TOKEN_ID)) {
            throw new ParseException("jti must be 1 to " + MAX_TOKEN_ID + " characters", 0);
        }
        return id;
    }

    private static <T> T required(@Nullable T claim) throws ParseException {
        if (claim == null) {
            throw new ParseException("a claim is missing", 0);
        }
        return claim;
    }
}
