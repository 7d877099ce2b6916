package io.keywright.server.wiring;

import io.keywright.core.administration.Costs;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.cost.CallCounts;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.PricesReader;
import io.keywright.store.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The part of {@link Wiring} that counts what providers cost. */
@Singleton
class CostsWiring {

    private final KeywrightConfig config;
    private final Clock clock = Clock.systemUTC();

    CostsWiring(KeywrightConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    CallCounts callCounts(Store store) {
        return new CallCounts(store.providerCalls(), clock);
    }

    @Produces
    @Singleton
    Costs costs(Authorizer authorizer, Store store) {
        return new Costs(authorizer, store.providerCalls(), PricesReader.read(config), clock);
    }
}
