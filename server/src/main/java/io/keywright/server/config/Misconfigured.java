package io.keywright.server.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/** The service does not start, for these reasons. */
public final class Misconfigured extends ConfigurationException {

    public Misconfigured(List<String> faults) {
        super(message(faults));
    }

    private static String message(List<String> faults) {
        return "Keywright does not start. Correct this first (see docs/configuration.md):\n  - "
                + String.join("\n  - ", faults);
    }
}
