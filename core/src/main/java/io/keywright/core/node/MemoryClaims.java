package io.keywright.core.node;

import java.util.Optional;
import java.util.UUID;

/** The claims of an installation that can have one node only: in memory, as they end with it. Thread-safe. */
public final class MemoryClaims implements Claims {

    private Optional<Claim> current = Optional.empty();

    @Override
    public synchronized Optional<Claim> current() {
        return current;
    }

    @Override
    public synchronized boolean replace(Optional<Claim> before, Claim next) {
        boolean same = current.equals(before);
        if (same) {
            current = Optional.of(next);
        }
        return same;
    }

    @Override
    public synchronized void release(UUID node) {
        current = current.filter(claim -> !claim.node().equals(node));
    }
}
