package io.keywright.server.config;

import static io.keywright.server.config.ProviderType.LOCAL;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The properties of root providers, and which types take them. */
enum ProviderProperty {
    FILE("file", ProviderConfig::file, LOCAL),
    PASSPHRASE("passphrase", ProviderConfig::passphrase, LOCAL),
    PASSPHRASE_FILE("passphrase-file", ProviderConfig::passphraseFile, LOCAL),
    ALLOW_FILE_IN_PRODUCTION("allow-file-in-production", ProviderConfig::allowFileInProduction, LOCAL);

    private final String property;
    private final Function<ProviderConfig, Optional<?>> value;
    private final Set<ProviderType> types;

    ProviderProperty(String property, Function<ProviderConfig, Optional<?>> value, ProviderType... types) {
        this.property = property;
        this.value = value;
        this.types = EnumSet.of(types[0], types);
    }

    /** Its name behind {@code keywright.providers.NAME.}. */
    String property() {
        return property;
    }

    boolean isSet(ProviderConfig config) {
        return value.apply(config).isPresent();
    }

    boolean isOf(ProviderType type) {
        return types.contains(type);
    }
}
