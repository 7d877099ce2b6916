package io.keywright.server.wiring;

import io.keywright.server.config.DatabaseReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.StoreKind;
import io.keywright.store.move.StoreMove;
import java.nio.file.Path;

/** Reads from where to where a store moves. Found by {@link java.util.ServiceLoader}. */
public final class ConfiguredMove implements StoreMove.Reader {

    @Override
    public StoreMove read(Path file) {
        KeywrightConfig config = ConfigurationFile.read(
                file,
                StoreKind.POSTGRESQL,
                "must be postgresql: the configuration is read as it is to be after the move.");
        return new StoreMove(config.data(), DatabaseReader.read(config).orElseThrow());
    }
}
