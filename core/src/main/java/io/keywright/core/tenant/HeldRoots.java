package io.keywright.core.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.core.secret.SecretCache;
import io.keywright.core.secret.Shared;
import io.keywright.core.secret.TimeToLive;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The roots that are open. Each is asked for once however many wait for it, and asked for again ahead of its end if it is in
 * use, so that no request waits for that. What a provider refuses is dropped at once, and not asked for again for a while.
 * Calls may block. Thread-safe.
 */
final class HeldRoots {

    private static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST_REFUSALS = 10_000;

    private final RootOpening opening;
    private final LeaseTerms terms;
    private final Optional<SealedCopies> copies;
    private final RootWatch watch;
    private final Executor blocking;
    private final LongSupplier nanos;
    private final SecretCache<RootVersion, HeldRoot> held;
    private final Cache<RootVersion, KeywrightException> refused;

    /**
     * @param size how many are held at the most
     * @param blocking runs what waits for the store and the providers
     * @param nanos a monotonic clock
     */
    HeldRoots(
            RootOpening opening,
            LeaseTerms terms,
            int size,
            Optional<SealedCopies> copies,
            RootWatch watch,
            Executor blocking,
            LongSupplier nanos) {
        this.opening = opening;
        this.terms = terms;
        this.copies = copies;
        this.watch = watch;
        this.blocking = blocking;
        this.nanos = nanos;
        this.held = new SecretCache<>(
                size, TimeToLive.exactly(terms.longest()), this::load, HeldRoot::destroy, blocking, nanos);
        this.refused = Caffeine.newBuilder()
                .maximumSize(MOST_REFUSALS)
                .expireAfterWrite(REFUSAL_REMEMBERED)
                .ticker(nanos::getAsLong)
                .build();
    }

    /**
     * The root, for the caller to {@link Shared#release}.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if it does not open, or was lost
     */
    Shared<HeldRoot> get(RootVersion place) {
        Shared<HeldRoot> there = held.ifHeld(place);
        if (there != null && there.get().lease().holds()) {
            return there;
        }
        if (there != null) {
            held.drop(place, there);
            there.release();
        }
        return loaded(place);
    }

    private Shared<HeldRoot> loaded(RootVersion place) {
        try {
            return held.get(place).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private HeldRoot load(RootVersion place) {
        KeywrightException remembered = refused.getIfPresent(place);
        if (remembered != null) {
            throw remembered;
        }
        try {
            OpenRoot root = opening.open(place);
            confirmed(place, root);
            return new HeldRoot(root, Lease.begin(terms, nanos));
        } catch (UnopenedRootException e) {
            KeywrightException refusal = e.asRefusal();
            if (e.refused()) {
                remember(place, e, refusal);
            }
            return recovered(place, e).orElseThrow(() -> refusal);
        }
    }

    private Optional<HeldRoot> recovered(RootVersion place, UnopenedRootException e) {
        return copies.filter(any -> e.outOfReach())
                .flatMap(kept -> kept.find(place))
                .map(copy -> new HeldRoot(copy.root(), Lease.ending(copy.left(), terms, nanos)));
    }

    private void confirmed(RootVersion place, OpenRoot root) {
        copies.ifPresent(kept -> kept.keep(place, root));
        watch.opened(place.tenantId());
    }

    private void remember(RootVersion place, UnopenedRootException failure, KeywrightException refusal) {
        refused.put(place, refusal);
        copies.ifPresent(kept -> kept.forget(any -> any.tenantId().equals(place.tenantId())));
        UnopenedRootException.Fault first = failure.first();
        watch.refused(place.tenantId(), first.provider(), first.cause().reason());
    }

    /** Begins to renew the leases that are due. */
    void renewDue() {
        held.places(root -> root.lease().isDue()).forEach(place -> blocking.execute(() -> renew(place)));
    }

    private void renew(RootVersion place) {
        Shared<HeldRoot> there = held.ifHeld(place);
        if (there != null) {
            try {
                renew(place, there);
            } finally {
                there.release();
            }
        }
    }

    private void renew(RootVersion place, Shared<HeldRoot> there) {
        Lease lease = there.get().lease();
        lease.tryAgain();
        try {
            confirm(place, there);
        } catch (UnopenedRootException e) {
            if (e.refused()) {
                lease.end();
                held.drop(place, there);
                remember(place, e, e.asRefusal());
            } else if (e.outOfReach()) {
                lease.extend();
            }
        } catch (KeywrightException unread) {
            // The store cannot be read: no provider was asked, so the lease goes on as it was, and is tried again.
        }
    }

    private void confirm(RootVersion place, Shared<HeldRoot> there) throws UnopenedRootException {
        OpenRoot opened = opening.open(place);
        try {
            if (opened.sameAs(there.get().root())) {
                there.get().lease().renew();
                held.prolong(place, there);
                confirmed(place, opened);
            } else {
                there.get().lease().end();
                held.drop(place, there);
                watch.differed(place.tenantId());
            }
        } finally {
            opened.destroy();
        }
    }

    /** Lets go of the roots at {@code places}, and of what is remembered of their refusal; ends what was opened under them. */
    void drop(Predicate<RootVersion> places) {
        copies.ifPresent(kept -> kept.forget(places));
        refused.asMap().keySet().removeIf(places);
        held.drop(places, root -> {
            root.lease().end();
            return true;
        });
    }
}
