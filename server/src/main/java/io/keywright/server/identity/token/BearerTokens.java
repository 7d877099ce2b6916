package io.keywright.server.identity.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.server.identity.token.TokenReader.Verified;
import io.keywright.server.token.Issuer;
import io.keywright.server.token.SignedTokens;
import io.keywright.server.token.TokenKind;
import io.keywright.server.token.TokenRefusal;
import io.keywright.server.token.TokenRules;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The token of a request, held against the certificate. A token that was verified once is known by its hash for as long
 * as it is valid and its issuer still publishes the keys it was verified with. Thread-safe.
 */
public final class BearerTokens {

    private static final int KNOWN_TOKENS = 10_000;
    private static final String SCHEME = "Bearer ";

    private final TokenMode mode;
    private final TokenRules rules;
    private final TokenReader reader;
    private final InstantSource clock;
    private final Cache<ByteBuffer, Verified> known =
            Caffeine.newBuilder().maximumSize(KNOWN_TOKENS).build();

    public BearerTokens(TokenMode mode, TokenRules rules, Collection<Issuer> issuers, InstantSource clock) {
        this.mode = mode;
        this.rules = rules;
        this.reader = new TokenReader(new SignedTokens(TokenKind.IDENTITY, rules, issuers, clock));
        this.clock = clock;
    }

    /**
     * The token in the values of {@code Authorization}, or nothing where none is asked for and none is sent.
     *
     * @throws KeywrightException UNAUTHENTICATED if there is one too few or too many, or it is of another scheme
     */
    public Optional<String> in(List<String> authorization) {
        if (authorization.isEmpty()) {
            if (mode == TokenMode.REQUIRED) {
                throw TokenRefusal.MISSING.refuse();
            }
            return Optional.empty();
        }
        if (mode == TokenMode.OFF) {
            throw TokenRefusal.NOT_ACCEPTED.refuse();
        }
        String only = authorization.getFirst();
        if (authorization.size() > 1 || !only.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw TokenRefusal.MALFORMED.refuse();
        }
        if (only.length() > SCHEME.length() + rules.maxLength()) {
            throw TokenRefusal.TOO_LARGE.refuse();
        }
        return Optional.of(only.substring(SCHEME.length()));
    }

    /**
     * The caller with the person that a token names, if it was verified before. Does no I/O.
     *
     * @throws KeywrightException UNAUTHENTICATED if the token contradicts the certificate
     */
    public Optional<Caller> known(Caller certified, String token) {
        Verified verified = known.getIfPresent(hash(token));
        return verified != null
                        && clock.instant().isBefore(verified.claims().notAfter())
                        && verified.token().isStillVouchedFor()
                ? Optional.of(agreed(certified, verified.claims()))
                : Optional.empty();
    }

    /**
     * The caller with the person that a token names. May block until its issuer's keys are read.
     *
     * @throws KeywrightException UNAUTHENTICATED, or DEPENDENCY_UNAVAILABLE if the issuer's keys cannot be had
     */
    public Caller verified(Caller certified, String token) {
        Verified verified = reader.read(token);
        known.put(hash(token), verified);
        return agreed(certified, verified.claims());
    }

    private static Caller agreed(Caller certified, TokenClaims claims) {
        if (!claims.agreesWith(certified)) {
            throw TokenRefusal.CONTRADICTS.refuse();
        }
        return certified.actingFor(claims.person());
    }

    private static ByteBuffer hash(String token) {
        return ByteBuffer.wrap(Sha256.of(token.getBytes(UTF_8)));
    }
}
