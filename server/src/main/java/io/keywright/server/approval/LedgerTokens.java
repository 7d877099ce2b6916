package io.keywright.server.approval;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.approval.Grant;
import io.keywright.core.ledger.LedgerKey;
import io.keywright.server.token.StrictJwt;
import io.keywright.server.token.TokenKind;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** This service's own approval tokens, signed by the ledger key. Nothing but this one algorithm, key and type is read. */
public final class LedgerTokens {

    private static final int MAX_CHARACTERS = 4096;
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    private final LedgerKey key;
    private final String keyId;

    public LedgerTokens(LedgerKey key) {
        this.key = key;
        this.keyId = "%08x".formatted(key.verifierKey().id());
    }

    String write(Grant grant) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(TokenKind.APPROVAL.type())
                .keyID(keyId)
                .build();
        SignedJWT token = new SignedJWT(header, ApprovalClaims.of(key.origin(), grant));
        try {
            token.sign(new LedgerKeySigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token that cannot be signed", e);
        }
        return token.serialize();
    }

    /**
     * What {@code token} says, or nothing if it was not signed here.
     *
     * @throws ParseException or {@link IllegalArgumentException} if it is no token at all
     */
    Optional<Grant> read(String token) throws ParseException {
        if (token.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        SignedJWT parsed = StrictJwt.parse(token);
        if (!isOurs(parsed)) {
            return Optional.empty();
        }
        JWTClaimsSet claims = parsed.getJWTClaimsSet();
        return key.origin().equals(claims.getIssuer())
                ? Optional.of(ApprovalClaims.read(ApprovalStore.OWN, claims))
                : Optional.empty();
    }

    private boolean isOurs(SignedJWT token) {
        JWSHeader header = token.getHeader();
        return JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                && TokenKind.APPROVAL.type().equals(header.getType())
                && keyId.equals(header.getKeyID())
                && HEADER.equals(header.getIncludedParams())
                && key.verifierKey()
                        .verifies(token.getSigningInput(), token.getSignature().decode());
    }
}
