package io.keywright.sinks.webhook;

import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.core.events.SigningSecrets;
import io.keywright.egress.Egress;
import io.keywright.egress.EgressException;
import io.keywright.egress.GuardedLookup;
import io.keywright.egress.Limits;
import io.keywright.egress.PublicAddresses;
import io.keywright.egress.Target;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Makes sinks for webhooks, which share nothing that one of their targets could spoil for the others. Thread-safe. */
public final class WebhookSinks {

    private static final String PROPERTIES = "keywright.events.webhooks.";

    /** Tenants choose the targets, and may have many; so these are closer than elsewhere. */
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 4 * 1024, 50, 16 * 1024, 0);

    private final WebhookRules rules;
    private final CloudEvents form;
    private final InstantSource clock;
    private final GuardedLookup lookup;

    public WebhookSinks(WebhookRules rules, CloudEvents form, InstantSource clock) {
        this.rules = rules;
        this.form = form;
        this.clock = clock;
        this.lookup = new GuardedLookup(new PublicAddresses(rules.allowedNetworks()));
    }

    /**
     * Passes if events may be posted to {@code url}, as far as can be told now; each delivery looks again. May block.
     *
     * @throws IllegalArgumentException saying what is wrong with it; the same of a name that leads inside and of one that
     *     does not exist
     */
    public void check(String url) {
        if (!rules.enabled()) {
            throw new IllegalArgumentException(
                    "cannot be used: the operator allows no webhooks; ask for " + PROPERTIES + "enabled");
        }
        try {
            lookup.check(target(url));
        } catch (EgressException e) {
            throw new IllegalArgumentException(
                    "must lead to public addresses, or to networks that the operator allows with " + PROPERTIES
                            + "allowed-networks",
                    e);
        }
    }

    private Target target(String url) {
        Target target = Target.parse(url);
        if (!target.secure() && !rules.allowHttp()) {
            throw new IllegalArgumentException(
                    "must begin with https://, unless the operator sets " + PROPERTIES + "allow-http");
        }
        return target;
    }

    /**
     * A sink that posts to {@code url}, and signs with {@code secrets}, which it closes.
     *
     * @throws IllegalArgumentException if the operator no longer allows that URL
     * @throws KeywrightException if the operator allows no webhooks any more
     */
    public EventSink open(String url, Supplier<SigningSecrets> secrets) {
        if (!rules.enabled()) {
            throw new KeywrightException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "The operator allows no webhooks; ask for " + PROPERTIES + "enabled.",
                    Map.of("dependency", "webhooks"));
        }
        Target target = target(url);
        Egress egress = new Egress(lookup, rules.tls().orElseGet(WebhookSinks::platformTls), LIMITS);
        return new WebhookSink(target, new WebhookSigner(secrets.get()), form, egress, clock);
    }

    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
