package io.keywright.server.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.Set;

/**
 * Which tokens are accepted.
 *
 * @param audience must be among those in {@code aud}
 * @param algorithms asymmetric ones only
 * @param maxLength in characters
 */
public record TokenRules(String audience, Set<JWSAlgorithm> algorithms, Duration clockSkew, int maxLength) {

    /** Every algorithm that can be allowed. */
    public static final Set<JWSAlgorithm> SUPPORTED =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    /** The same rules for tokens that are meant for {@code other}. */
    public TokenRules withAudience(String other) {
        return new TokenRules(other, algorithms, clockSkew, maxLength);
    }

    public TokenRules {
        algorithms = Set.copyOf(algorithms);
        if (!SUPPORTED.containsAll(algorithms)) {
            throw new IllegalArgumentException("an algorithm that tokens must not be signed with");
        }
    }
}
