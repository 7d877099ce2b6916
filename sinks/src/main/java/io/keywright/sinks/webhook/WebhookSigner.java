package io.keywright.sinks.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.SigningSecrets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries as Standard Webhooks 1.0.0 says: HMAC-SHA256 over id, time and body, so that the receiver knows who
 * sent it, when, and that nothing was changed. While a secret is being replaced, there are two signatures.
 */
final class WebhookSigner implements AutoCloseable {

    private static final String HMAC = "HmacSHA256";

    private final SigningSecrets secrets;

    WebhookSigner(SigningSecrets secrets) {
        this.secrets = secrets;
    }

    /** The value of {@code webhook-signature} for a delivery at {@code now}. */
    String sign(String id, Instant now, byte[] body) {
        long timestamp = now.getEpochSecond();
        String signature = sign(secrets.current(), id, timestamp, body);
        return secrets.previous()
                .filter(previous -> now.isBefore(previous.until()))
                .map(previous -> signature + " " + sign(previous.secret(), id, timestamp, body))
                .orElse(signature);
    }

    private static String sign(SecretBytes secret, String id, long timestamp, byte[] body) {
        try {
            return secret.expose(key -> {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(new SecretKeySpec(key, HMAC));
                mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** Erases the secrets. */
    @Override
    public void close() {
        secrets.close();
    }
}
