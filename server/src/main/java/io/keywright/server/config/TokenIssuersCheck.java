package io.keywright.server.config;

import io.keywright.server.config.KeywrightConfig.Profile;
import io.keywright.server.token.OwnKeys;
import io.keywright.server.token.TenantLimit;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds configured issuers of tokens against what makes them safe to trust.
 *
 * @param prefix of their properties, up to the name of the first
 */
record TokenIssuersCheck(Profile profile, Faults faults, String prefix) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    void check(Map<String, TokenIssuerConfig> issuers) {
        long different = issuers.values().stream()
                .map(TokenIssuerConfig::issuer)
                .distinct()
                .count();
        faults.unless(different == issuers.size(), prefix, "two of them have the same issuer.");
        issuers.forEach(this::check);
    }

    private void check(String name, TokenIssuerConfig issuer) {
        String property = prefix + "." + name;
        faults.unless(
                !issuer.issuer().isBlank() && issuer.issuer().indexOf('|') < 0,
                property + ".issuer",
                "must be what the tokens say in iss, without a |.");
        faults.unless(
                Stream.of(issuer.jwksUrl(), issuer.jwksFile(), issuer.jwksKeys())
                                .filter(Optional::isPresent)
                                .count()
                        == 1,
                property,
                "needs one of jwks-url, jwks-file and jwks-keys.");
        issuer.jwksKeys()
                .ifPresent(text -> faults.reading(property + ".jwks-keys", text, () -> {
                    OwnKeys.Place.parse(text);
                    return text;
                }));
        issuer.tenants()
                .ifPresent(tenants -> faults.reading(
                        property + ".tenants", new TenantLimit.Everybody(), () -> TenantLimit.of(tenants)));
        faults.unless(
                issuer.jwksUrl().map(this::isSafe).orElse(true),
                property + ".jwks-url",
                "must be an https URL; in development, http to this machine is allowed, too.");
    }

    private boolean isSafe(URI url) {
        boolean loopback = "http".equals(url.getScheme())
                && profile == Profile.DEVELOPMENT
                && LOOPBACK.contains(String.valueOf(url.getHost()));
        return url.getHost() != null && (loopback || "https".equals(url.getScheme()));
    }
}
