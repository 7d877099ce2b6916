package io.keywright.core.tenant;

import io.keywright.core.cost.Uses;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Copies of tenants' roots on this node, sealed under the key of another provider: with them a node that starts while a
 * tenant's providers do not answer can serve the tenant. A copy is good for a time that counts from when the tenant's own
 * provider last opened the root, and is gone once that refuses. Calls block. Thread-safe.
 */
public final class SealedCopies {

    private static final String NAME = "sealed-copy";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A root that a copy gave, and for how long it is good. */
    record Recovered(OpenRoot root, Duration left) {}

    private final CopyFolder folder;
    private final RootKey sealing;
    private final Duration longest;
    private final TenantStore tenants;
    private final RootWatch watch;
    private final KeyWrap keyWrap;
    private final InstantSource clock;

    /**
     * @param folder is made if it is not there, for the service's user alone
     * @param sealing seals the copies
     * @param longest for how long a copy is good
     * @param watch is told of copies that cannot be made
     */
    public SealedCopies(
            Path folder,
            RootKey sealing,
            Duration longest,
            TenantStore tenants,
            RootWatch watch,
            CryptoProviders crypto,
            InstantSource clock)
            throws IOException {
        this.folder = new CopyFolder(folder);
        this.sealing = sealing;
        this.longest = longest;
        this.tenants = tenants;
        this.watch = watch;
        this.keyWrap = new KeyWrap(crypto);
        this.clock = clock;
    }

    /** Keeps a copy of a root that a provider has just opened, unless the sealing provider wraps it anyway. */
    void keep(RootVersion place, OpenRoot root) {
        try {
            if (tenants.tenant(place.tenantId()).filter(this::needsCopy).isPresent()) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                folder.put(place, new SealedCopy(now, sealing.wrap(root.root(), binding(place, now), within())));
            }
        } catch (IOException | RootProviderException | StoreException e) {
            watch.uncopied(place.tenantId(), e);
        }
    }

    private boolean needsCopy(Tenant tenant) {
        return tenant.wrappings().stream()
                .noneMatch(wrapping -> wrapping.provider().equals(sealing.provider()));
    }

    /** The root, if there is a copy that is still good and opens, and no provider has refused since. */
    Optional<Recovered> find(RootVersion place) {
        try {
            if (tenants.tenant(place.tenantId()).flatMap(Tenant::refusal).isPresent()) {
                return Optional.empty();
            }
            Optional<SealedCopy> copy = folder.get(place).filter(this::isGood);
            return copy.isPresent() ? Optional.of(opened(place, copy.get())) : Optional.empty();
        } catch (IOException | RootProviderException | StoreException e) {
            watch.uncopied(place.tenantId(), e);
            return Optional.empty();
        }
    }

    private boolean isGood(SealedCopy copy) {
        Duration age = Duration.between(copy.confirmedAt(), clock.instant());
        return !age.isNegative() && age.compareTo(longest) < 0;
    }

    /** What no provider of the tenant has opened saves no call to one. */
    private Recovered opened(RootVersion place, SealedCopy copy) throws RootProviderException {
        SecretBytes root = sealing.unwrap(copy.sealed(), binding(place, copy.confirmedAt()), within());
        watch.recovered(place.tenantId());
        return new Recovered(
                new OpenRoot(root, sealing.provider(), keyWrap, new Uses()),
                Duration.between(clock.instant(), copy.confirmedAt().plus(longest)));
    }

    /** Deletes copies. */
    void forget(Predicate<RootVersion> places) {
        try {
            folder.places().stream().filter(places).forEach(this::delete);
        } catch (IOException e) {
            watch.uncopied(Scope.GLOBAL, e);
        }
    }

    private void delete(RootVersion place) {
        try {
            folder.delete(place);
        } catch (IOException e) {
            watch.uncopied(place.tenantId(), e);
        }
    }

    /** The time is bound, too, so that no copy becomes younger. */
    private static Binding binding(RootVersion place, Instant confirmedAt) {
        return Binding.of(
                new Scope(place.tenantId(), Environment.PROD, Plane.SHARED),
                NAME + "-" + place.version() + "-" + confirmedAt.toEpochMilli(),
                NAME);
    }

    private static Deadline within() {
        return Deadline.in(PATIENCE);
    }
}
