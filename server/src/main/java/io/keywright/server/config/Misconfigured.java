package io.keywright.server.config;

import java.util.List;

/** The service does not start, for these reasons. */
public final class Misconfigured extends RuntimeException {

    public Misconfigured(List<String> faults) {
        super("Keywright does not start. Correct this first (see docs/configuration.md):\n  - "
                + String.join("\n  - ", faults));
    }
}
