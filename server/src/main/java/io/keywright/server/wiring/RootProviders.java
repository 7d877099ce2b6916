package io.keywright.server.wiring;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.ProvidersReader;
import io.keywright.server.config.ProvidersReader.Configured;
import io.keywright.server.observability.MeteredRootProvider;
import io.keywright.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;

/** Makes the root providers that are configured, and what stands around each. */
final class RootProviders {

    private final KeywrightConfig config;
    private final CryptoProviders crypto;
    private final Store store;
    private final MeterRegistry registry;

    RootProviders(KeywrightConfig config, CryptoProviders crypto, Store store, MeterRegistry registry) {
        this.config = config;
        this.crypto = crypto;
        this.store = store;
        this.registry = registry;
    }

    /** All of them, as core uses them. */
    RootKeys all() throws StoreException, RootProviderException {
        List<RootProvider> providers = new ArrayList<>();
        for (Configured each : ProvidersReader.read(config)) {
            providers.add(guarded(adapter(each)));
        }
        return new RootKeys(crypto, providers.removeFirst(), providers.toArray(RootProvider[]::new));
    }

    private RootProvider adapter(Configured configured) throws StoreException, RootProviderException {
        return switch (configured.type()) {
            case LOCAL ->
                LocalProvider.create(
                        configured.name(),
                        configured.config(),
                        config.data().resolve("root.key"),
                        isNew(configured.name()),
                        crypto);
        };
    }

    /**
     * Whether the provider has wrapped nothing yet, so that a key may be made in it: a new one would not open what a lost one
     * wrapped.
     */
    private boolean isNew(String provider) throws StoreException {
        boolean ofInstallation = provider.equals(config.root().provider());
        return ofInstallation
                ? store.ledgerKeys().ledgerKey().isEmpty()
                : store.wraps().wraps(provider).isEmpty();
    }

    /** Whatever each call to a provider must pass belongs here, the innermost first. */
    private RootProvider guarded(RootProvider adapter) {
        return new MeteredRootProvider(adapter, registry);
    }
}
