package io.keywright.core.events;

import io.keywright.core.crypto.SecretBytes;
import java.time.Instant;
import java.util.Optional;

/**
 * What a webhook's deliveries are signed with.
 *
 * @param current always
 * @param previous as well, until it no longer counts
 */
public record SigningSecrets(SecretBytes current, Optional<Previous> previous) implements AutoCloseable {

    /** A secret that another has replaced. */
    public record Previous(SecretBytes secret, Instant until) {}

    /** Erases them. */
    @Override
    public void close() {
        current.close();
        previous.ifPresent(it -> it.secret().close());
    }
}
