package io.keywright.core.distant;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.DistantKey;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * Erases key pairs inside providers that no key needs: those of revoked keys, and those of keys that never came to be. Each
 * pair stands in the store before it is made and until it is erased, so that none is forgotten, whatever fails or ends in
 * between. Calls block.
 */
public final class DistantErasure {

    private static final int PORTION = 100;

    /** For the commit of a key that was made just before its call's deadline. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /**
     * A pair that is still to be erased, and is tried again.
     *
     * @param cause why it was not erased
     */
    public record Remaining(DistantKey key, RootProviderException cause) {}

    private final DistantKeyStore store;
    private final DistantKeys keys;
    private final Journal journal;
    private final InstantSource clock;

    public DistantErasure(DistantKeyStore store, DistantKeys keys, Journal journal, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * From now on the pair, which is yet to be made, is erased unless a key of its name is created by {@code deadline}.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if that cannot be stored; then the pair must not be made
     */
    public void foresee(DistantKey key, Deadline deadline) {
        commit(new KeyChange.DistantBegun(
                key, clock.instant().plus(deadline.left()).plus(LATE)));
    }

    /**
     * Erases the pair of a key that needs it no more, if it has one.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if it is not erased; then {@link #eraseUnneeded} tries again
     */
    public void erase(UUID keyId) {
        unneeded(keyId).flatMap(this::tried).ifPresent(remaining -> {
            throw DistantFaults.notServed(remaining.key(), remaining.cause());
        });
    }

    private Optional<DistantKey> unneeded(UUID keyId) {
        try {
            return store.unneeded(keyId.toString());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /**
     * Erases all that no key needs any more.
     *
     * @return what its providers have not erased
     * @throws StoreException if it cannot be read what there is
     */
    public List<Remaining> eraseUnneeded() throws StoreException {
        List<Remaining> remaining = new ArrayList<>();
        String after = "";
        List<DistantKey> portion;
        do {
            portion = store.unneeded(clock.instant(), after, PORTION);
            for (DistantKey key : portion) {
                after = key.name();
                tried(key).ifPresent(remaining::add);
            }
        } while (portion.size() == PORTION);
        return remaining;
    }

    private Optional<Remaining> tried(DistantKey key) {
        try {
            keys.destroy(key);
            commit(new KeyChange.DistantErased(key));
            return Optional.empty();
        } catch (RootProviderException e) {
            return Optional.of(new Remaining(key, e));
        }
    }

    /** Somebody else may have erased it meanwhile. */
    private void commit(Change change) {
        try {
            journal.commit(change).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw KeywrightException.of(e);
            }
        }
    }
}
