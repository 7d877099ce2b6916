package io.keywright.core.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What follows from a provider's word beyond the root in memory: a refusal is remembered for a while and ends the sealed copies,
 * an opened root is copied, and whoever watches is told. Calls may block. Thread-safe.
 */
final class RootVerdicts {

    private static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST_REFUSALS = 10_000;

    private final Optional<SealedCopies> copies;
    private final RootWatch watch;
    private final Cache<RootVersion, KeywrightException> refused;

    /** @param nanos a monotonic clock */
    RootVerdicts(Optional<SealedCopies> copies, RootWatch watch, LongSupplier nanos) {
        this.copies = copies;
        this.watch = watch;
        this.refused = Caffeine.newBuilder()
                .maximumSize(MOST_REFUSALS)
                .expireAfterWrite(REFUSAL_REMEMBERED)
                .ticker(nanos::getAsLong)
                .build();
    }

    /** @throws KeywrightException what was said, if every provider has just refused the root */
    void requireNotRefused(RootVersion place) {
        KeywrightException remembered = refused.getIfPresent(place);
        if (remembered != null) {
            throw remembered;
        }
    }

    void opened(RootVersion place, OpenRoot root) {
        copies.ifPresent(kept -> kept.keep(place, root));
        watch.opened(place.tenantId());
    }

    void refused(RootVersion place, UnopenedRootException failure) {
        refused.put(place, failure.asRefusal());
        forgetCopies(place.tenantId());
        UnopenedRootException.Fault first = failure.first();
        watch.refused(place.tenantId(), first.provider(), first.cause().reason());
    }

    void differed(RootVersion place) {
        watch.differed(place.tenantId());
    }

    /** What a sealed copy gives. */
    Optional<SealedCopies.Recovered> recovered(RootVersion place) {
        return copies.flatMap(kept -> kept.find(place));
    }

    void forgetCopies(String tenantId) {
        copies.ifPresent(kept -> kept.forget(place -> place.tenantId().equals(tenantId)));
    }

    void forget(Predicate<RootVersion> places) {
        copies.ifPresent(kept -> kept.forget(places));
        refused.asMap().keySet().removeIf(places);
    }
}
