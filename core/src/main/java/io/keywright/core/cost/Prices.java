package io.keywright.core.cost;

import java.util.Map;
import java.util.Optional;

/**
 * What the providers cost that are configured.
 *
 * @param currency ISO 4217; empty if nothing has a price
 * @param byProvider each that is configured, by its name
 */
public record Prices(Optional<String> currency, Map<String, Price> byProvider) {

    /** The price of a provider, which may be gone from the configuration. */
    public Price of(String provider) {
        return byProvider.getOrDefault(provider, Price.UNKNOWN);
    }
}
