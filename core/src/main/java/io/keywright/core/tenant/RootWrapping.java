package io.keywright.core.tenant;

import io.keywright.core.change.RootChange;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.RootWrap;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Wraps roots with the keys of providers. Nothing counts as wrapped that the provider has not opened again. Calls block. */
public final class RootWrapping {

    private static final int FIRST = 1;
    private static final int MOST_IN_FORCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TenantRootStore store;
    private final RootKeys keys;
    private final RootOpening opening;
    private final WrappingStandings standings;
    private final CryptoProviders crypto;
    private final Clock clock;

    public RootWrapping(
            TenantRootStore store,
            RootKeys keys,
            RootOpening opening,
            WrappingStandings standings,
            CryptoProviders crypto,
            Clock clock) {
        this.store = store;
        this.keys = keys;
        this.opening = opening;
        this.standings = standings;
        this.crypto = crypto;
        this.clock = clock;
    }

    /**
     * A tenant's first root, which is new.
     *
     * @param wrappings what it is wrapped with, in order of preference
     * @throws io.keywright.model.KeywrightException DEPENDENCY_UNAVAILABLE, naming the provider that does not wrap it
     */
    public TenantRoot first(String tenantId, List<Wrapping> wrappings, Deadline deadline) {
        return made(tenantId, FIRST, wrappings, deadline);
    }

    /**
     * Has another version, which is new, succeed a tenant's root.
     *
     * @param wrappings all that the root is wrapped with
     * @throws io.keywright.model.KeywrightException DEPENDENCY_UNAVAILABLE, naming the provider that does not wrap it;
     *     INVALID_REQUEST if as many old versions are still in force as may be
     */
    public RootChange.Rotated next(String tenantId, List<Wrapping> wrappings, Deadline deadline) {
        List<Integer> inForce = versions(tenantId);
        if (inForce.size() >= MOST_IN_FORCE) {
            throw RootFaults.tooMany(MOST_IN_FORCE);
        }
        return new RootChange.Rotated(made(tenantId, inForce.getLast() + 1, wrappings, deadline), inForce.getFirst());
    }

    private TenantRoot made(String tenantId, int version, List<Wrapping> wrappings, Deadline deadline) {
        byte[] random = new byte[RootGeneration.ROOT_BYTES];
        crypto.random().nextBytes(random);
        try (SecretBytes root = SecretBytes.own(random)) {
            Instant now = now();
            List<RootWrap> wraps = wrappings.stream()
                    .map(wrapping -> new RootWrap(wrapping, wrapped(root, tenantId, version, wrapping, deadline), now))
                    .toList();
            return new TenantRoot(tenantId, version, now, wraps);
        }
    }

    /**
     * All versions of a tenant's root that are in force, wrapped with {@code wrappings}. What was wrapped with one of them
     * already is wrapped anew, so that it lies under the newest version of the provider's key, unless the provider is out of
     * reach.
     *
     * @throws io.keywright.model.KeywrightException DEPENDENCY_UNAVAILABLE, naming the provider that does not wrap or open it
     */
    public List<TenantRoot> otherwise(String tenantId, List<Wrapping> wrappings, Deadline deadline) {
        return versions(tenantId).stream()
                .map(version -> otherwise(stored(tenantId, version), wrappings, deadline))
                .toList();
    }

    private List<Integer> versions(String tenantId) {
        try {
            List<Integer> versions = store.versions(tenantId);
            if (versions.isEmpty()) {
                throw RootFaults.lost();
            }
            return versions;
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private TenantRoot stored(String tenantId, int version) {
        try {
            return store.tenantRoot(tenantId, version).orElseThrow(RootFaults::lost);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private TenantRoot otherwise(TenantRoot before, List<Wrapping> wrappings, Deadline deadline) {
        try {
            OpenRoot open = opening.open(new RootVersion(before.tenantId(), before.version()), deadline);
            try {
                List<RootWrap> wraps = wrappings.stream()
                        .map(wrapping -> rewrapped(open.root(), before, wrapping, deadline))
                        .toList();
                return new TenantRoot(before.tenantId(), before.version(), before.createdAt(), wraps);
            } finally {
                open.destroy();
            }
        } catch (UnopenedRootException e) {
            throw e.asRefusal();
        }
    }

    private RootWrap rewrapped(SecretBytes root, TenantRoot before, Wrapping wrapping, Deadline deadline) {
        Optional<RootWrap> old = before.wraps().stream()
                .filter(wrap -> wrap.wrapping().wrappingId().equals(wrapping.wrappingId()))
                .findFirst();
        try {
            byte[] wrapped = tried(root, before.tenantId(), before.version(), wrapping, deadline);
            return new RootWrap(wrapping, wrapped, now());
        } catch (RootProviderException e) {
            return old.filter(wrap -> !e.reason().refusal())
                    .map(wrap -> new RootWrap(wrapping, wrap.wrapped(), wrap.wrappedAt()))
                    .orElseThrow(() -> RootFaults.notWrapped(before.tenantId(), wrapping, e));
        }
    }

    private byte[] wrapped(SecretBytes root, String tenantId, int version, Wrapping wrapping, Deadline deadline) {
        try {
            return tried(root, tenantId, version, wrapping, deadline);
        } catch (RootProviderException e) {
            throw RootFaults.notWrapped(tenantId, wrapping, e);
        }
    }

    private byte[] tried(SecretBytes root, String tenantId, int version, Wrapping wrapping, Deadline deadline)
            throws RootProviderException {
        byte[] wrapped = keys.open(wrapping.provider(), wrapping.key())
                .wrap(root, RootBinding.of(tenantId, version), deadline.within(PATIENCE));
        standings.opened(wrapping);
        return wrapped;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
