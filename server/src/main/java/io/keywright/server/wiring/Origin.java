package io.keywright.server.wiring;

import io.keywright.server.config.KeywrightConfig;
import java.util.UUID;

/** The name of a ledger that is made now: the operator's, or one that no other installation has. */
final class Origin {

    private Origin() {}

    static String of(KeywrightConfig config) {
        return config.ledger().origin().orElseGet(() -> "keywright.local/" + UUID.randomUUID());
    }
}
