package io.keywright.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One issuer of tokens. */
public interface TokenIssuerConfig {
    /** What its tokens say in {@code iss}. */
    String issuer();

    /** Where its JWK set is, by https. */
    Optional<URI> jwksUrl();

    /** The authorities that vouch for that URL, PEM; those of the JVM if not set. */
    Optional<Path> jwksCa();

    /** The file that holds its JWK set, instead of a URL. */
    Optional<Path> jwksFile();

    /** The alias of this service's own keys that sign its tokens, {@code TENANT/ENVIRONMENT/PLANE/ALIAS}. */
    Optional<String> jwksKeys();

    /** The tenants that it may vouch for, or {@code *} for all of them and the platform, as if not set. */
    Optional<List<String>> tenants();
}
