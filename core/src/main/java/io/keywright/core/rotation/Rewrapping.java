package io.keywright.core.rotation;

import io.keywright.core.change.RootChange.SecretsRewrapped;
import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.DependantStore;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.OldRoot;
import io.keywright.model.Operation;
import io.keywright.model.RewrappedSecret;
import io.keywright.model.Subscription;
import io.keywright.model.acme.AcmeCredential;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Wraps what lies under an old version of a tenant's root under the newest, in portions of one change each: whoever is killed in
 * between has lost nothing, and goes on with what still lies there. Calls block.
 */
final class Rewrapping {

    private static final int PORTION = 100;

    private final DependantStore store;
    private final RootSecrets secrets;
    private final BooleanSupplier onDuty;
    private final RootSteps steps;

    Rewrapping(DependantStore store, TenantRoots roots, BooleanSupplier onDuty, RootSteps steps) {
        this.store = store;
        this.secrets = new RootSecrets(roots);
        this.onDuty = onDuty;
        this.steps = steps;
    }

    /**
     * Goes once through all of it. What changes meanwhile, or does not open, stays where it lies.
     *
     * @throws io.keywright.model.KeywrightException DEPENDENCY_UNAVAILABLE if a root does not open; what was wrapped before stays so
     */
    void run(OldRoot root) throws StoreException {
        run(
                root,
                after -> store.keys(root, after, PORTION),
                key -> key.metadata().keyId(),
                secrets::of);
        run(root, after -> store.subscriptions(root, after, PORTION), Subscription::subscriptionId, secrets::of);
        run(root, after -> store.acmeCredentials(root, after, PORTION), AcmeCredential::credentialId, secrets::of);
    }

    @FunctionalInterface
    private interface Portions<T> {
        List<T> after(@Nullable UUID id) throws StoreException;
    }

    @FunctionalInterface
    private interface Rewrap<T> {
        Stream<RewrappedSecret> of(T owner, OldRoot root);
    }

    private <T> void run(OldRoot root, Portions<T> portions, Function<T, UUID> id, Rewrap<T> rewrap)
            throws StoreException {
        List<T> portion = portions.after(null);
        while (!portion.isEmpty() && onDuty.getAsBoolean()) {
            take(root, portion.stream().flatMap(owner -> rewrap.of(owner, root)).toList());
            portion = portion.size() < PORTION ? List.of() : portions.after(id.apply(portion.getLast()));
        }
    }

    /** Those that are under another version than was meant, since the root was rotated again meanwhile, are left for later. */
    private void take(OldRoot root, List<RewrappedSecret> rewrapped) {
        List<RewrappedSecret> meant = rewrapped.stream()
                .filter(secret -> secret.after().rootVersion() == root.newest())
                .toList();
        if (!meant.isEmpty()) {
            SecretsRewrapped change = new SecretsRewrapped(root.tenantId(), root.version(), root.newest(), meant);
            steps.take(root.tenantId(), Operation.REWRAP_SECRETS, change);
        }
    }
}
