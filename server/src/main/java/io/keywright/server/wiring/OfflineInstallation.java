package io.keywright.server.wiring;

import io.keywright.core.backup.ConfiguredInstallation;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.witness.ConfiguredWitness;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.StoreKind;
import io.keywright.server.config.ProviderType;
import io.keywright.server.config.ProvidersReader;
import io.keywright.server.config.ProvidersReader.Configured;
import io.keywright.server.config.WitnessSettings;
import io.keywright.server.config.WitnessesReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An installation as its configuration says, without a service on it. */
public final class OfflineInstallation implements ConfiguredInstallation {

    private final KeywrightConfig config;
    private final CryptoProviders crypto = CryptoProviders.jdk();
    private final List<RootProvider> opened = new ArrayList<>();

    private OfflineInstallation(KeywrightConfig config) {
        this.config = config;
    }

    /** Found by {@link java.util.ServiceLoader}. */
    public static final class FromFile implements Reader {

        @Override
        public ConfiguredInstallation read(Path file) {
            return new OfflineInstallation(ConfigurationFile.read(
                    file,
                    StoreKind.SQLITE,
                    "must be sqlite for what works on a data folder. Restore PostgreSQL by its own means."));
        }
    }

    @Override
    public Path data() {
        return config.data();
    }

    @Override
    public RootKeys roots() throws RootProviderException {
        for (Configured each : ProvidersReader.read(config)) {
            opened.add(provider(each));
        }
        return new RootKeys(crypto, opened.getFirst(), opened.stream().skip(1).toArray(RootProvider[]::new));
    }

    private RootProvider provider(Configured configured) throws RootProviderException {
        return configured.type() == ProviderType.LOCAL
                ? LocalProvider.create(
                        configured.name(),
                        configured.config(),
                        config.data().resolve(LocalProvider.STANDARD_FILE),
                        false,
                        crypto)
                : RootProviders.distant(
                        configured.name(),
                        configured.type(),
                        configured.config().orElseThrow(),
                        crypto);
    }

    @Override
    public List<ConfiguredWitness> witnesses() {
        WitnessSettings settings = WitnessesReader.read(config.ledger());
        return settings.witnesses().stream()
                .map(address ->
                        new ConfiguredWitness(address.name(), address.keys(), WitnessWiring.link(address, settings)))
                .toList();
    }

    @Override
    public void close() {
        opened.forEach(DraftTrial::close);
    }
}
