package io.keywright.server.wiring;

import io.keywright.core.cost.CallCounts;
import io.keywright.core.cost.CountedRootProvider;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.distant.Keepers;
import io.keywright.core.distant.KeyPairs;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.tenant.CopiedRootProvider;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.aws.AwsRootProvider;
import io.keywright.providers.azure.AzureRootProvider;
import io.keywright.providers.gcp.GcpRootProvider;
import io.keywright.providers.guard.GuardedRootProvider;
import io.keywright.providers.pkcs11.Pkcs11RootProvider;
import io.keywright.providers.vault.VaultRootProvider;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.ProviderConfig;
import io.keywright.server.config.ProviderSettings;
import io.keywright.server.config.ProviderType;
import io.keywright.server.config.ProvidersReader;
import io.keywright.server.config.ProvidersReader.Configured;
import io.keywright.server.observability.MeteredKeyPairs;
import io.keywright.server.observability.MeteredRootProvider;
import io.keywright.server.observability.RootMeters;
import io.keywright.server.observability.provider.ProviderWatch;
import io.keywright.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the root providers that are configured, and what stands around each. */
final class RootProviders {

    /**
     * The root providers.
     *
     * @param keys them as core uses them
     * @param starting the same, as they open the few keys without which nothing can be served
     * @param providers the installation's own first
     * @param keepers those that keep key pairs
     * @param watches how each does, the installation's own first
     * @param copied the installation's own, as it opens what a start needs, if that is copied
     */
    record All(
            RootKeys keys,
            RootKeys starting,
            List<RootProvider> providers,
            Keepers keepers,
            List<ProviderWatch> watches,
            Optional<CopiedRootProvider> copied) {}

    private final KeywrightConfig config;
    private final CryptoProviders crypto;
    private final Store store;
    private final CallCounts counts;
    private final MeterRegistry registry;
    private final InstantSource clock = InstantSource.system();

    RootProviders(
            KeywrightConfig config, CryptoProviders crypto, Store store, CallCounts counts, MeterRegistry registry) {
        this.config = config;
        this.crypto = crypto;
        this.store = store;
        this.counts = counts;
        this.registry = registry;
    }

    /** All of them. Whatever each call to a provider must pass belongs here, the innermost first. */
    All all() throws StoreException, RootProviderException {
        List<RootProvider> providers = new ArrayList<>();
        List<ProviderWatch> watches = new ArrayList<>();
        Map<String, KeyPairs> pairs = new HashMap<>();
        for (Configured each : ProvidersReader.read(config)) {
            GuardedRootProvider guarded = new GuardedRootProvider(counted(each), each.guard(), clock);
            providers.add(new MeteredRootProvider(guarded, registry));
            guarded.keyPairs()
                    .ifPresent(kept -> pairs.put(each.name(), new MeteredKeyPairs(each.name(), kept, registry)));
            watches.add(new ProviderWatch(each.name(), each.type().wireName(), guarded, clock, System::nanoTime));
        }
        RootProvider[] others = providers.stream().skip(1).toArray(RootProvider[]::new);
        RootKeys keys = new RootKeys(crypto, providers.getFirst(), others);
        Optional<CopiedRootProvider> copied = copied(keys, providers.getFirst());
        return new All(
                keys,
                copied.map(own -> new RootKeys(crypto, own, others)).orElse(keys),
                List.copyOf(providers),
                new Keepers(keys.provider(), pairs),
                watches,
                copied);
    }

    /** None where nothing seals copies, or the very provider that a start may lack does. */
    private Optional<CopiedRootProvider> copied(RootKeys keys, RootProvider own)
            throws StoreException, RootProviderException {
        Optional<String> sealing = config.cache().sealedCopies().provider().filter(name -> !name.equals(own.name()));
        if (sealing.isEmpty()) {
            return Optional.empty();
        }
        Path folder = config.data().resolve("sealed-copies").resolve("installation");
        try {
            return Optional.of(new CopiedRootProvider(
                    own,
                    keys.open(sealing.get(), ProviderKeyReference.DEFAULT),
                    folder,
                    config.cache().sealedCopies().timeToLive(),
                    new RootMeters(registry),
                    clock));
        } catch (IOException e) {
            throw new StoreException("The folder of sealed copies cannot be made: " + folder, e);
        }
    }

    private RootProvider counted(Configured configured) throws StoreException, RootProviderException {
        return new CountedRootProvider(adapter(configured), counts);
    }

    private RootProvider adapter(Configured configured) throws StoreException, RootProviderException {
        return configured.type() == ProviderType.LOCAL
                ? local(configured)
                : distant(
                        configured.name(),
                        configured.type(),
                        configured.config().orElseThrow(),
                        crypto);
    }

    private RootProvider local(Configured configured) throws StoreException, RootProviderException {
        Path standard = config.data().resolve(LocalProvider.STANDARD_FILE);
        return LocalProvider.create(configured.name(), configured.config(), standard, isNew(configured.name()), crypto);
    }

    /** What the others need is loaded only where one of them is configured. */
    static RootProvider distant(String name, ProviderType type, ProviderConfig set, CryptoProviders crypto)
            throws RootProviderException {
        return switch (type) {
            case LOCAL -> throw new IllegalArgumentException("a local provider is not distant");
            case PKCS11 -> new Pkcs11RootProvider(name, ProviderSettings.pkcs11(set), crypto);
            case AWS -> new AwsRootProvider(name, ProviderSettings.aws(set));
            case GCP -> new GcpRootProvider(name, ProviderSettings.gcp(set));
            case AZURE -> new AzureRootProvider(name, ProviderSettings.azure(set));
            case VAULT -> new VaultRootProvider(name, ProviderSettings.vault(set), System::nanoTime);
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
}
