package io.keywright.server.approval;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.Grant;
import io.keywright.core.evidence.LedgerKey;
import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.text.ParseException;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Approval tokens as compact JWS (RFC 7515) with {@code EdDSA}, signed by the ledger key. The type in the header keeps
 * them apart from every other token. Nothing but this one algorithm, key and type is read.
 */
public final class JwsApprovalTokens implements ApprovalTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("keywright-approval+jwt");
    private static final int MAX_CHARACTERS = 4096;
    private static final int DIGEST_BYTES = 32;
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    private final LedgerKey key;
    private final String keyId;

    public JwsApprovalTokens(LedgerKey key) {
        this.key = key;
        this.keyId = "%08x".formatted(key.verifierKey().id());
    }

    @Override
    public String write(Grant grant) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(key.origin())
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
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(TYPE)
                .keyID(keyId)
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new LedgerKeySigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token that cannot be signed", e);
        }
        return token.serialize();
    }

    @Override
    public Grant read(String token) {
        try {
            if (token.length() > MAX_CHARACTERS) {
                throw new ParseException("too long", MAX_CHARACTERS);
            }
            SignedJWT parsed = SignedJWT.parse(token);
            requireOurs(parsed);
            return grant(parsed.getJWTClaimsSet());
        } catch (ParseException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private void requireOurs(SignedJWT token) throws ParseException {
        JWSHeader header = token.getHeader();
        boolean ours = JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                && TYPE.equals(header.getType())
                && keyId.equals(header.getKeyID())
                && HEADER.equals(header.getIncludedParams())
                && key.verifierKey()
                        .verifies(token.getSigningInput(), token.getSignature().decode());
        if (!ours) {
            throw new ParseException("not signed here", 0);
        }
    }

    private Grant grant(JWTClaimsSet claims) throws ParseException {
        Date expires = claims.getExpirationTime();
        String keyId = claims.getStringClaim("key_id");
        if (expires == null || !key.origin().equals(claims.getIssuer())) {
            throw new ParseException("not an approval of this ledger", 0);
        }
        return new Grant(
                ApprovalStore.OWN,
                required(claims.getJWTID()),
                new Scope(
                        required(claims.getStringClaim("tenant_id")),
                        WireName.parse(Environment.class, required(claims.getStringClaim("environment"))),
                        WireName.parse(Plane.class, required(claims.getStringClaim("plane")))),
                Operation.parse(required(claims.getStringClaim("operation"))),
                keyId == null ? null : UUID.fromString(keyId),
                StrictBase64.decode(required(claims.getStringClaim("request_digest")), DIGEST_BYTES),
                expires.toInstant());
    }

    private static String required(@Nullable String claim) throws ParseException {
        if (claim == null) {
            throw new ParseException("a claim is missing", 0);
        }
        return claim;
    }

    private static KeywrightException invalid() {
        return new KeywrightException(
                ErrorCode.POLICY_VIOLATION,
                "The approval_token is not one that was issued here; get it with GET /kms/v1/approvals/{approval_id}.",
                Map.of("reason", "approval_invalid"));
    }
}
