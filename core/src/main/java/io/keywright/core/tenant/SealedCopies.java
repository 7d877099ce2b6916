package io.keywright.core.tenant;

import io.keywright.core.cost.Uses;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.Scope;
import io.keywright.model.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Copies of tenants' roots on this node, sealed under the key of another provider: with them a node that starts while a
 * tenant's providers do not answer can serve the tenant. A copy is good for a time that counts from when the tenant's own
 * provider last opened the root, and is gone once that refuses. Calls block. Thread-safe.
 */
public final class SealedCopies {

    private static final String NAME = "sealed-copy";
    /** A root that a copy gave, and for how long it is good. */
    record Recovered(OpenRoot root, Duration left) {}

    private final CopyFolder folder;
    private final CopySeal seal;
    private final TenantStore tenants;
    private final RootWatch watch;
    private final KeyWrap keyWrap;

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
        this.seal = new CopySeal(sealing, NAME, longest, clock);
        this.tenants = tenants;
        this.watch = watch;
        this.keyWrap = new KeyWrap(crypto);
    }

    /** Keeps a copy of a root that a provider has just opened, unless the sealing provider wraps it anyway. */
    void keep(RootVersion place, OpenRoot root) {
        try {
            if (tenants.tenant(place.tenantId()).filter(this::needsCopy).isPresent()) {
                folder.put(place, seal.seal(place.tenantId(), name(place), root.root()));
            }
        } catch (IOException | RootProviderException | StoreException e) {
            watch.uncopied(place.tenantId(), e);
        }
    }

    private boolean needsCopy(Tenant tenant) {
        return tenant.wrappings().stream()
                .noneMatch(wrapping -> wrapping.provider().equals(seal.key().provider()));
    }

    /** The root, if there is a copy that is still good and opens, and no provider has refused since. */
    Optional<Recovered> find(RootVersion place) {
        try {
            if (tenants.tenant(place.tenantId()).flatMap(Tenant::refusal).isPresent()) {
                return Optional.empty();
            }
            Optional<SealedCopy> copy = folder.get(place).filter(seal::isGood);
            return copy.isPresent() ? Optional.of(opened(place, copy.get())) : Optional.empty();
        } catch (IOException | RootProviderException | StoreException e) {
            watch.uncopied(place.tenantId(), e);
            return Optional.empty();
        }
    }

    /** What no provider of the tenant has opened saves no call to one. */
    private Recovered opened(RootVersion place, SealedCopy copy) throws RootProviderException {
        SecretBytes root = seal.open(place.tenantId(), name(place), copy);
        watch.recovered(place.tenantId());
        return new Recovered(new OpenRoot(root, seal.key().provider(), keyWrap, new Uses()), seal.left(copy));
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

    private static String name(RootVersion place) {
        return NAME + "-" + place.version();
    }
}
