package io.keywright.core.tenant;

import io.keywright.core.secret.SecretCache;
import io.keywright.core.secret.Shared;
import io.keywright.core.secret.TimeToLive;
import io.keywright.core.secret.Traffic;
import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The roots that are open. Each is asked for once however many wait for it, and asked for again ahead of its end if it is in
 * use, so that no request waits for that. What a provider refuses is dropped at once, and not asked for again for a while.
 * Calls may block. Thread-safe.
 */
final class HeldRoots {

    private final RootOpening opening;
    private final LeaseTerms terms;
    private final RootVerdicts verdicts;
    private final LongSupplier nanos;
    private final SecretCache<RootVersion, HeldRoot> held;
    private final LeaseRenewal renewal;
    private final Traffic traffic = new Traffic();

    /**
     * @param size how many are held at the most
     * @param blocking runs what waits for the store and the providers
     * @param nanos a monotonic clock
     */
    HeldRoots(
            RootOpening opening,
            LeaseTerms terms,
            int size,
            RootVerdicts verdicts,
            Executor blocking,
            LongSupplier nanos) {
        this.opening = opening;
        this.terms = terms;
        this.verdicts = verdicts;
        this.nanos = nanos;
        this.held = new SecretCache<>(
                size, TimeToLive.exactly(terms.longest()), this::load, HeldRoot::destroy, blocking, nanos);
        this.renewal = new LeaseRenewal(held, opening, verdicts, blocking);
    }

    /**
     * The root, for the caller to {@link Shared#release}.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if it does not open, or was lost
     */
    Shared<HeldRoot> get(RootVersion place) {
        Shared<HeldRoot> there = held.ifHeld(place);
        if (there != null && there.get().lease().holds()) {
            traffic.hit();
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
        traffic.miss();
        verdicts.requireNotRefused(place);
        try {
            OpenRoot root = opening.open(place);
            verdicts.opened(place, root);
            return new HeldRoot(root, Lease.begin(root, terms, nanos));
        } catch (UnopenedRootException e) {
            if (e.refused()) {
                verdicts.refused(place, e);
            }
            return recovered(place, e).orElseThrow(e::asRefusal);
        }
    }

    private Optional<HeldRoot> recovered(RootVersion place, UnopenedRootException e) {
        return e.outOfReach()
                ? verdicts.recovered(place)
                        .map(copy -> new HeldRoot(copy.root(), Lease.ending(copy.root(), copy.left(), terms, nanos)))
                : Optional.empty();
    }

    /** Begins to renew the leases that are due. */
    void renewDue() {
        renewal.renewDue();
    }

    /**
     * Lets go of the roots that {@code part} means, and of what is remembered of their refusal; ends what was opened under them.
     *
     * @return how many there were
     */
    int drop(CachePart part) {
        Predicate<RootVersion> places =
                part.includesUnopened() ? place -> part.includesTenant(place.tenantId()) : held(part)::contains;
        return drop(places);
    }

    /** The same of those at {@code places}. */
    int drop(Predicate<RootVersion> places) {
        verdicts.forget(places);
        return end(places);
    }

    /** Lets go of all of a tenant's, and of their copies: a provider has refused one, here or on another node. */
    void dropRefused(String tenantId) {
        verdicts.forgetCopies(tenantId);
        end(place -> place.tenantId().equals(tenantId));
    }

    private int end(Predicate<RootVersion> places) {
        return held.drop(places, root -> {
            root.lease().end();
            return true;
        });
    }

    private Set<RootVersion> held(CachePart part) {
        return held.places(root -> part.includesProvider(root.lease().provider())).stream()
                .filter(place -> part.includesTenant(place.tenantId()))
                .collect(Collectors.toSet());
    }

    /** All that are held. */
    List<Holding> holdings() {
        return held.view((place, root) -> new Holding(Holding.Kind.ROOT, place.tenantId(), Optional.of(root.lease())));
    }

    int size() {
        return held.size();
    }

    /** How often they were found in memory. */
    Traffic traffic() {
        return traffic;
    }
}
