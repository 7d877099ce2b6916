package io.keywright.server.wiring;

import io.keywright.server.config.ConfigurationReader;
import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.StoreKind;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.SettingsReader;
import java.nio.file.Path;
import java.util.Map;

/** A configuration of a service that does not run. */
final class ConfigurationFile {

    /** SmallRye Config's name for further files. */
    private static final String LOCATIONS = "smallrye.config.locations";

    private ConfigurationFile() {}

    /**
     * Reads a file as the service would.
     *
     * @param kind where the store must be
     * @param otherwise what to say if it is not there
     * @throws IllegalArgumentException naming everything that is wrong with it
     */
    static KeywrightConfig read(Path file, StoreKind kind, String otherwise) {
        try {
            Faults faults = new Faults();
            KeywrightConfig config = ConfigurationReader.read(
                    Map.of(LOCATIONS, file.toAbsolutePath().toUri().toString()), faults);
            SettingsReader.read(config, faults);
            faults.unless(config.store() == kind, "keywright.store", otherwise);
            faults.throwIfAny();
            return config;
        } catch (Misconfigured e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
