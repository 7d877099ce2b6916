package io.keywright.server.approval;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.approval.Grant;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.server.token.StrictJwt;
import io.keywright.server.token.TokenKind;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * This service's own approval tokens, signed by the ledger's key; those of an old one are read for as long as it signs beside
 * the new one. Nothing but this one algorithm, these keys and this type is read.
 */
public final class LedgerTokens {

    private static final int MAX_CHARACTERS = 4096;
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    private final LedgerKeyring keys;
    private final InstantSource clock;

    public LedgerTokens(LedgerKeyring keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private static String id(NoteSigner key) {
        return "%08x".formatted(key.verifierKey().id());
    }

    String write(Grant grant) {
        NoteSigner key = keys.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(TokenKind.APPROVAL.type())
                .keyID(id(key))
                .build();
        SignedJWT token = new SignedJWT(header, ApprovalClaims.of(keys.origin(), grant));
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
        return keys.origin().equals(claims.getIssuer())
                ? Optional.of(ApprovalClaims.read(ApprovalStore.OWN, claims))
                : Optional.empty();
    }

    private boolean isOurs(SignedJWT token) {
        JWSHeader header = token.getHeader();
        return JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                && TokenKind.APPROVAL.type().equals(header.getType())
                && HEADER.equals(header.getIncludedParams())
                && Stream.concat(Stream.of(keys.current()), keys.retiring(clock.instant()).stream())
                        .filter(key -> id(key).equals(header.getKeyID()))
                        .anyMatch(key -> key.verifierKey()
                                .verifies(
                                        token.getSigningInput(),
                                        token.getSignature().decode()));
    }
}
