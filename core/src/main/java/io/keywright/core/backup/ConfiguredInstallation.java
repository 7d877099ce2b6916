package io.keywright.core.backup;

import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.witness.ConfiguredWitness;
import java.nio.file.Path;
import java.util.List;

/** What a configuration says of an installation that does not run: for those who restore it. Port. */
public interface ConfiguredInstallation extends AutoCloseable {

    /** Reads configurations; found by {@link java.util.ServiceLoader}. */
    interface Reader {

        /**
         * Reads a file as the service would.
         *
         * @throws IllegalArgumentException naming everything that is wrong with it
         */
        ConfiguredInstallation read(Path file);
    }

    /** Where its data are, or will be. */
    Path data();

    /**
     * Its root providers. Makes no key: one that is missing is one.
     *
     * @throws RootProviderException if a provider cannot be opened; says what to do
     */
    RootKeys roots() throws RootProviderException;

    /** Those who cosign its ledger. */
    List<ConfiguredWitness> witnesses();

    @Override
    void close();
}
