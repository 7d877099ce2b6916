package io.keywright.server.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code keywright.identity.*} properties: what tells who calls, beside the client certificate. */
public interface IdentityConfig {

    Dn dn();

    Proxy proxy();

    Jwt jwt();

    /** Which attributes of a subject name a caller whose certificate has no SAN URI: all four, or none. */
    interface Dn {
        /** The attribute with the tenant, such as O. */
        Optional<String> tenant();

        /** The attribute with the environment, such as L. */
        Optional<String> environment();

        /** The attribute with the plane, such as OU. */
        Optional<String> plane();

        /** The attribute with the module, such as CN. */
        Optional<String> module();
    }

    /** Proxies that end TLS and forward the client's certificate; none unless set. */
    interface Proxy {
        /** The addresses that proxies connect from, or networks in CIDR notation. */
        Optional<List<String>> addresses();

        /** Whom the proxies' own certificates name: SPIFFE ids, or subjects. */
        Optional<List<String>> subjects();

        /** The header that they forward in: {@code client-cert} or {@code x-client-certificate}. */
        @WithDefault("client-cert")
        Header header();

        /** See {@link Proxy#header()}. */
        enum Header {
            CLIENT_CERT,
            X_CLIENT_CERTIFICATE
        }
    }

    /** Tokens in {@code Authorization: Bearer}. */
    interface Jwt {
        /** Whether requests carry a token: {@code off} (one is refused), {@code optional} or {@code required}. */
        @WithDefault("off")
        Mode mode();

        /** This service's name: tokens whose {@code aud} does not hold it are refused. */
        Optional<String> audience();

        /** The algorithms that tokens may be signed with, of RS256, PS256, ES256 and EdDSA. */
        @WithDefault("RS256,PS256,ES256,EdDSA")
        List<String> algorithms();

        /** How far the clocks of issuers and this service may be apart. */
        @WithDefault("PT30S")
        Duration clockSkew();

        /** How long a token may be. */
        @WithDefault("8K")
        MemorySize maxSize();

        /** How old an issuer's keys may get before they are read again. */
        @WithDefault("PT10M")
        Duration refresh();

        /** How long nothing is read again from an issuer, whatever the tokens that come. */
        @WithDefault("PT30S")
        Duration refreshPause();

        /** How old keys may get that cannot be read again, before all tokens of the issuer are refused. */
        @WithDefault("PT1H")
        Duration maxStale();

        /** Who issues tokens, each by a name of the operator's choice. */
        Map<String, TokenIssuerConfig> issuers();

        /** See {@link Jwt#mode()}. */
        enum Mode {
            OFF,
            OPTIONAL,
            REQUIRED
        }
    }
}
