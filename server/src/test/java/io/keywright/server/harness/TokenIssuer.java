package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer of tokens with a key of each kind; makes good tokens, and any bad one that a test asks for. */
public final class TokenIssuer {

    /** What the servers of the tests are called in {@code aud}. */
    public static final String AUDIENCE = "keywright-test";

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String name;
    private final SigningKey rsa = SigningKey.create("rsa", "RSA");
    private final SigningKey ec = SigningKey.create("ec", "EC");
    private final SigningKey edwards = SigningKey.create("ed", "Ed25519");

    public TokenIssuer(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** The key that signs by {@code algorithm}. */
    public SigningKey key(String algorithm) {
        return switch (algorithm) {
            case "RS256", "PS256" -> rsa;
            case "ES256" -> ec;
            case "EdDSA" -> edwards;
            default -> throw new IllegalArgumentException(algorithm);
        };
    }

    /** The JWK set of all keys. */
    public String jwkSet() {
        return Body.json(Map.of("keys", List.of(rsa.jwk(), ec.jwk(), edwards.jwk())));
    }

    /** The claims of a good token for the module of {@code identity}. */
    public Map<String, @Nullable Object> claims(Identity identity) {
        long now = Instant.now().getEpochSecond();
        return Body.of(
                "iss",
                name,
                "sub",
                "alice",
                "aud",
                AUDIENCE,
                "iat",
                now,
                "exp",
                now + 600,
                "tenant_id",
                identity.tenant(),
                "environment",
                identity.environment(),
                "module_id",
                identity.module());
    }

    /** A header, which may be added to. */
    public Map<String, @Nullable Object> header(String algorithm) {
        return new LinkedHashMap<>(
                Map.of("alg", algorithm, "kid", key(algorithm).keyId(), "typ", "JWT"));
    }

    /** A good token. */
    public String token(Identity identity) {
        return token("ES256", claims(identity));
    }

    /** A properly signed token that says {@code claims}. */
    public String token(String algorithm, Map<String, @Nullable Object> claims) {
        return token(algorithm, Body.json(header(algorithm)), Body.json(claims));
    }

    /** A token with any header and claims, signed by {@code algorithm} whatever the header says. */
    public String token(String algorithm, String header, String claims) {
        String input = encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
        return input + "." + encode(key(algorithm).sign(algorithm, input.getBytes(US_ASCII)));
    }

    /** Base64url, as tokens have it. */
    public static String encode(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }
}
