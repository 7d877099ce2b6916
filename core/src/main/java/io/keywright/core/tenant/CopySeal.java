package io.keywright.core.tenant;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Seals copies of secrets under the key of another provider, and opens them for as long as they are good. Calls to the provider
 * block.
 *
 * @param purpose what the copies are for, to which each is bound
 * @param longest for how long a copy is good
 */
record CopySeal(RootKey key, String purpose, Duration longest, InstantSource clock) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A copy that counts as confirmed now. */
    SealedCopy seal(String tenantId, String name, SecretBytes secret) throws RootProviderException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new SealedCopy(now, key.wrap(secret, binding(tenantId, name, now), Deadline.in(PATIENCE)));
    }

    /** What was sealed. */
    SecretBytes open(String tenantId, String name, SealedCopy copy) throws RootProviderException {
        return key.unwrap(copy.sealed(), binding(tenantId, name, copy.confirmedAt()), Deadline.in(PATIENCE));
    }

    boolean isGood(SealedCopy copy) {
        Duration age = Duration.between(copy.confirmedAt(), clock.instant());
        return !age.isNegative() && age.compareTo(longest) < 0;
    }

    /** For how long it is still good. */
    Duration left(SealedCopy copy) {
        return Duration.between(clock.instant(), copy.confirmedAt().plus(longest));
    }

    /** The time is bound, too, so that no copy becomes younger. */
    private Binding binding(String tenantId, String name, Instant confirmedAt) {
        return Binding.of(
                new Scope(tenantId, Environment.PROD, Plane.SHARED), name + "-" + confirmedAt.toEpochMilli(), purpose);
    }
}
