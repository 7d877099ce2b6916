package io.keywright.core.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.Tenant;
import io.keywright.model.Wrapping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * How the wrappings of tenants' roots did when this node last asked their providers. In memory, bounded: what was not asked
 * for longest is forgotten first. Thread-safe.
 */
public final class WrappingStandings {

    private static final int MOST = 50_000;

    /** For so long a wrapping whose provider did not answer is asked after the others. */
    private static final Duration PASSED_OVER = Duration.ofSeconds(30);

    /**
     * How one did.
     *
     * @param lastSuccess when its provider last opened what it had wrapped
     * @param fault why it did not, if it did not the last time
     */
    public record Standing(Optional<Instant> lastSuccess, Optional<Fault> fault) {

        /** Of one that was not asked yet. */
        public static final Standing UNKNOWN = new Standing(Optional.empty(), Optional.empty());
    }

    /** Why a provider has not opened a root, and when it was asked. */
    public record Fault(Reason reason, Instant at) {}

    private final InstantSource clock;
    private final Cache<UUID, Standing> standings =
            Caffeine.newBuilder().maximumSize(MOST).build();

    public WrappingStandings(InstantSource clock) {
        this.clock = clock;
    }

    /** How {@code wrapping} did. */
    public Standing of(Wrapping wrapping) {
        Standing standing = standings.getIfPresent(wrapping.wrappingId());
        return standing == null ? Standing.UNKNOWN : standing;
    }

    /** How a tenant's root does: the ledger knows whether it is off, and this node whether anybody answered. */
    public RootStanding of(Tenant tenant) {
        return RootStanding.of(tenant, tenant.wrappings().stream().map(this::of).toList());
    }

    void opened(Wrapping wrapping) {
        standings.put(wrapping.wrappingId(), new Standing(Optional.of(clock.instant()), Optional.empty()));
    }

    void failed(Wrapping wrapping, Reason reason) {
        Fault fault = new Fault(reason, clock.instant());
        standings
                .asMap()
                .compute(
                        wrapping.wrappingId(),
                        (id, before) -> new Standing(
                                before == null ? Optional.empty() : before.lastSuccess(), Optional.of(fault)));
    }

    /** Whether others are to be asked first, since its provider has just not answered. */
    boolean passedOver(Wrapping wrapping) {
        return of(wrapping)
                .fault()
                .filter(fault -> !fault.reason().refusal())
                .filter(fault -> clock.instant().isBefore(fault.at().plus(PASSED_OVER)))
                .isPresent();
    }
}
