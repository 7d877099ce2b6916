package io.keywright.sinks.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries as Standard Webhooks 1.0.0 says: HMAC-SHA256 over id, time and body, so that the receiver knows who
 * sent it, when, and that nothing was changed.
 */
final class WebhookSigner implements AutoCloseable {

    private static final String HMAC = "HmacSHA256";

    private final SecretBytes secret;

    WebhookSigner(SecretBytes secret) {
        this.secret = secret;
    }

    /**
     * The value of {@code webhook-signature}.
     *
     * @param timestamp in seconds since 1970
     */
    String sign(String id, long timestamp, byte[] body) {
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

    /** Erases the secret. */
    @Override
    public void close() {
        secret.close();
    }
}
