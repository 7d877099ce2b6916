package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A governance system that approves requests in its own way. */
public record Governance(TokenIssuer issuer) {

    /** What the servers of the tests are called in the {@code aud} of approvals. */
    public static final String AUDIENCE = "keywright-approvals-test";

    /** The claims of a good approval. {@code request} has texts and bytes for members, whose order does not matter. */
    public Map<String, @Nullable Object> claims(
            Identity identity, String operation, String keyId, Map<String, @Nullable Object> request) {
        return Body.of(
                "iss",
                issuer.name(),
                "aud",
                AUDIENCE,
                "jti",
                UUID.randomUUID().toString(),
                "iat",
                Instant.now().getEpochSecond(),
                "exp",
                Instant.now().getEpochSecond() + 600,
                "tenant_id",
                identity.tenant(),
                "environment",
                identity.environment(),
                "plane",
                identity.plane(),
                "operation",
                operation,
                "key_id",
                keyId,
                "request_digest",
                digest(request));
    }

    /** Of plain texts in the order of their names, RFC 8785 is what any JSON library writes. */
    private static byte[] digest(Map<String, @Nullable Object> request) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(Body.json(new TreeMap<>(request)).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The header of a good approval. */
    public Map<String, @Nullable Object> header(String algorithm) {
        return Body.with(issuer.header(algorithm), "typ", "keywright-approval+jwt");
    }

    /** A properly signed approval that says {@code claims}. */
    public String token(Map<String, @Nullable Object> claims) {
        return token("ES256", claims);
    }

    /** The same, signed by {@code algorithm}. */
    public String token(String algorithm, Map<String, @Nullable Object> claims) {
        return issuer.token(algorithm, Body.json(header(algorithm)), Body.json(claims));
    }
}
