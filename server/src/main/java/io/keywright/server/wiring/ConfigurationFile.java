package io.keywright.server.wiring;

import io.keywright.server.config.ConfigurationReader;
import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.SettingsReader;
import java.nio.file.Path;
import java.util.Map;

/** A configuration of a service that does not run. */
final class ConfigurationFile {

    /** SmallRye Config's name for further files. */
    private static final String LOCATIONS = "smallrye.config.locations";

    private ConfigurationFile() {}

    /** Reads a file as the service would; of use only if no faults are noted. */
    static KeywrightConfig read(Path file, Faults faults) {
        KeywrightConfig config = ConfigurationReader.read(
                Map.of(LOCATIONS, file.toAbsolutePath().toUri().toString()), faults);
        SettingsReader.read(config, faults);
        return config;
    }
}
