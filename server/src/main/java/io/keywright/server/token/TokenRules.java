package io.keywright.server.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which tokens are accepted.
 *
 * @param audience must be among those in {@code aud}
 * @param algorithms asymmetric ones only
 * @param maxLength in characters
 * @param maxLifetime how long after {@code iat} they may end, which they must say then; empty for no limit
 */
public record TokenRules(
        String audience,
        Set<JWSAlgorithm> algorithms,
        Duration clockSkew,
        int maxLength,
        Optional<Duration> maxLifetime) {

    /** Every algorithm that can be allowed. */
    public static final Set<JWSAlgorithm> SUPPORTED =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    /** The same rules for tokens that are meant for {@code other} and live no longer than {@code maxLifetime}. */
    public TokenRules with(String other, Duration maxLifetime) {
        return new TokenRules(other, algorithms, clockSkew, maxLength, Optional.of(maxLifetime));
    }

    public TokenRules {
        algorithms = Set.copyOf(algorithms);
        if (!SUPPORTED.containsAll(algorithms)) {
            throw new IllegalArgumentException("an algorithm that tokens must not be signed with");
        }
    }
}
