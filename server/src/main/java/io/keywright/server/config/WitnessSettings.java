package io.keywright.server.config;

import io.keywright.core.witness.WitnessRules;
import io.keywright.ledger.cosignature.CosignerKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The witnesses that are configured, and how they are dealt with.
 *
 * @param timeout how long each may take to answer
 */
public record WitnessSettings(WitnessRules rules, Duration timeout, List<Address> witnesses) {

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

    public WitnessSettings {
        witnesses = List.copyOf(witnesses);
    }

    /** Within this time a round of all witnesses, that may just have begun, and the next one have ended; at most a minute. */
    public Duration patience() {
        Duration rounds = rules.interval().plus(timeout).multipliedBy(2);
        return witnesses.isEmpty() ? Duration.ZERO : Collections.min(List.of(rounds, LONGEST_PATIENCE));
    }

    /** Where a witness is, and by which keys it is known. */
    public record Address(String name, URI url, Optional<Path> ca, List<CosignerKey> keys) {}
}
