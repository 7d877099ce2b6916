package io.keywright.sinks.webhook;

import io.keywright.core.network.Network;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What the operator allows webhooks.
 *
 * @param enabled whether there are any at all
 * @param allowHttp whether they may go without TLS
 * @param allowedNetworks ranges that are allowed although they are not public
 * @param tls whom to trust; the platform's authorities if empty
 */
public record WebhookRules(
        boolean enabled, boolean allowHttp, List<Network> allowedNetworks, Optional<SSLContext> tls) {

    public WebhookRules {
        allowedNetworks = List.copyOf(allowedNetworks);
    }
}
