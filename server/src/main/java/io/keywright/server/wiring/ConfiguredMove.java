package io.keywright.server.wiring;

import io.keywright.server.config.DatabaseReader;
import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.StoreKind;
import io.keywright.server.config.Misconfigured;
import io.keywright.store.move.StoreMove;
import java.nio.file.Path;

/** Reads from where to where a store moves. Found by {@link java.util.ServiceLoader}. */
public final class ConfiguredMove implements StoreMove.Reader {

    @Override
    public StoreMove read(Path file) {
        try {
            Faults faults = new Faults();
            KeywrightConfig config = ConfigurationFile.read(file, faults);
            faults.unless(
                    config.store() == StoreKind.POSTGRESQL,
                    "keywright.store",
                    "must be postgresql: the configuration is read as it is to be after the move.");
            faults.throwIfAny();
            return new StoreMove(config.data(), DatabaseReader.read(config).orElseThrow());
        } catch (Misconfigured e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
