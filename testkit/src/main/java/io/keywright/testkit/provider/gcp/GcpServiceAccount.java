package io.keywright.testkit.provider.gcp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** An account whose key is in a file. Believes tokens that it signed itself (RFC 7519) and that are valid now. */
final class GcpServiceAccount {

    static final String EMAIL = "keywright@test-project.iam.gserviceaccount.com";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEY_BITS = 2048;

    private final KeyPair keys;

    GcpServiceAccount() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        this.keys = generator.generateKeyPair();
    }

    /** Writes what Google hands out when a key of an account is made. */
    Path writeTo(Path file) throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", "test-project")
                .put("private_key_id", "0123456789abcdef")
                .put("private_key", pem)
                .put("client_email", EMAIL)
                .put("client_id", "1234567890")
                .put("token_uri", "https://oauth2.googleapis.com/token");
        return Files.write(file, JSON.writeValueAsBytes(json));
    }

    boolean believes(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && valid(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean valid(JsonNode claims) {
        long now = Instant.now().getEpochSecond();
        return claims.path("iss").asText().equals(EMAIL)
                && claims.path("scope").asText().startsWith("https://www.googleapis.com/auth/cloud")
                && claims.path("exp").asLong() > now;
    }
}
