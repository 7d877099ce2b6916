package io.keywright.server.config;

import com.nimbusds.jose.JWSAlgorithm;
import io.keywright.server.config.IdentityConfig.Jwt;
import io.keywright.server.token.TokenRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the properties about tokens into rules; refuses what would accept too much, or nothing. */
public final class TokenRulesReader {

    private static final String PREFIX = "keywright.identity.jwt.";
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final int MOST_CHARACTERS = 12 * 1024;

    private final KeywrightConfig config;
    private final Faults faults;

    private TokenRulesReader(KeywrightConfig config, Faults faults) {
        this.config = config;
        this.faults = faults;
    }

    /**
     * The rules that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static TokenRules read(KeywrightConfig config) {
        Faults faults = new Faults();
        TokenRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    static TokenRules read(KeywrightConfig config, Faults faults) {
        return new TokenRulesReader(config, faults).rules();
    }

    private TokenRules rules() {
        Jwt jwt = config.identity().jwt();
        if (jwt.mode() != Jwt.Mode.OFF) {
            check(!jwt.audience().orElse("").isBlank(), "audience", "is needed where tokens are accepted.");
            check(!jwt.issuers().isEmpty(), "issuers", "at least one is needed where tokens are accepted.");
        }
        new TokenIssuersCheck(config.profile(), faults, PREFIX + "issuers").check(jwt.issuers());
        checkTimes(jwt);
        long most = jwt.maxSize().asLongValue();
        check(most > 0 && most <= MOST_CHARACTERS, "max-size", "must be 1 to " + MOST_CHARACTERS + " bytes.");
        return new TokenRules(
                jwt.audience().orElse(""),
                algorithms(jwt.algorithms()),
                jwt.clockSkew(),
                Math.clamp(most, 1, MOST_CHARACTERS),
                Optional.empty());
    }

    private void checkTimes(Jwt jwt) {
        check(
                !jwt.clockSkew().isNegative() && jwt.clockSkew().compareTo(MOST_SKEW) <= 0,
                "clock-skew",
                "must be PT0S to " + MOST_SKEW + ".");
        check(jwt.refreshPause().isPositive(), "refresh-pause", "must be longer than nothing.");
        check(jwt.refresh().compareTo(jwt.refreshPause()) >= 0, "refresh", "must not be shorter than refresh-pause.");
        check(jwt.maxStale().compareTo(jwt.refresh()) > 0, "max-stale", "must be longer than refresh.");
    }

    private Set<JWSAlgorithm> algorithms(List<String> names) {
        Map<String, JWSAlgorithm> supported =
                TokenRules.SUPPORTED.stream().collect(Collectors.toMap(JWSAlgorithm::getName, algorithm -> algorithm));
        check(
                !names.isEmpty() && supported.keySet().containsAll(names),
                "algorithms",
                "must be among RS256, PS256, ES256 and EdDSA.");
        return names.stream()
                .filter(supported::containsKey)
                .map(supported::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void check(boolean good, String property, String advice) {
        faults.unless(good, PREFIX + property, advice);
    }
}
