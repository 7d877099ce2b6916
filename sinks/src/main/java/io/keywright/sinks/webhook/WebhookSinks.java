package io.keywright.sinks.webhook;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes sinks for webhooks. All share their connections, for which nothing is loaded before the first of them is needed.
 * Thread-safe.
 */
public final class WebhookSinks implements AutoCloseable {

    private final WebhookRules rules;
    private final CloudEvents form;
    private final InstantSource clock;
    private final GuardedResolver resolver;
    private @Nullable WebhookCalls calls;

    public WebhookSinks(WebhookRules rules, CloudEvents form, InstantSource clock) {
        this.rules = rules;
        this.form = form;
        this.clock = clock;
        this.resolver = new GuardedResolver(new PublicAddresses(rules.allowedNetworks()));
    }

    private synchronized WebhookCalls calls() {
        WebhookCalls made = calls;
        if (made == null) {
            made = new WebhookCalls(resolver, rules.tls().orElseGet(WebhookSinks::platformTls));
            calls = made;
        }
        return made;
    }

    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /**
     * Passes if events may be posted to {@code url}, as far as can be told now; each delivery looks again. May block.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public void check(String url) {
        if (!rules.enabled()) {
            throw new IllegalArgumentException("cannot be used: the operator allows no webhooks");
        }
        try {
            resolver.resolve(WebhookUrl.parse(url, rules.allowHttp()).host());
        } catch (GuardedResolver.ForbiddenAddress e) {
            throw new IllegalArgumentException("must lead to public addresses only", e);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("must have a name that can be found", e);
        }
    }

    /** A sink that posts to {@code url}, and signs with {@code secret}. */
    public EventSink open(String url, SecretBytes secret) {
        WebhookUrl target = WebhookUrl.parse(url, rules.allowHttp());
        return new WebhookSink(target.uri(), new WebhookSigner(secret), form, calls(), clock);
    }

    @Override
    public synchronized void close() throws IOException {
        if (calls != null) {
            calls.close();
        }
    }
}
