package io.keywright.server.config;

import io.keywright.core.network.Network;
import io.keywright.sinks.webhook.WebhookRules;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Turns the operator's properties into rules for webhooks. */
public final class WebhookRulesReader {

    private WebhookRulesReader() {}

    /**
     * The rules that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static WebhookRules read(EventsConfig.Webhooks config) {
        Faults faults = new Faults();
        WebhookRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    static WebhookRules read(EventsConfig.Webhooks config, Faults faults) {
        List<Network> allowed = faults.reading(
                "keywright.events.webhooks.allowed-networks",
                List.of(),
                () -> config.allowedNetworks().orElse(List.of()).stream()
                        .map(Network::parse)
                        .toList());
        return new WebhookRules(config.enabled(), config.allowHttp(), allowed, tls(config, faults));
    }

    private static Optional<SSLContext> tls(EventsConfig.Webhooks config, Faults faults) {
        try {
            return config.ca().isEmpty()
                    ? Optional.empty()
                    : Optional.of(TrustedTls.by(config.ca().get()));
        } catch (IOException | GeneralSecurityException e) {
            faults.add("keywright.events.webhooks.ca", TrustedTls.advice(e));
            return Optional.empty();
        }
    }
}
