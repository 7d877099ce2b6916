package io.keywright.core.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.TenantRoot;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The middle layer of keys: each tenant's root key, opened by the root provider and held for a while. All calls may
 * block, so they belong on virtual threads. Thread-safe.
 */
public final class TenantRoots {

    private static final int ROOT_BYTES = 32;

    private final RootProvider provider;
    private final TenantRootStore store;
    private final Recorder recorder;
    private final Clock clock;
    private final KeyWrap keyWrap;
    private final SecureRandom random;
    private final Cache<String, OpenRoot> held;

    /** @param held how many roots are kept open at the most, and for how long */
    public TenantRoots(
            RootProvider provider,
            TenantRootStore store,
            Recorder recorder,
            CryptoProviders crypto,
            Clock clock,
            int held,
            Duration timeToLive) {
        this.provider = provider;
        this.store = store;
        this.recorder = recorder;
        this.keyWrap = new KeyWrap(crypto);
        this.random = crypto.random();
        this.clock = clock;
        this.held = Caffeine.newBuilder()
                .maximumSize(held)
                .expireAfterWrite(timeToLive)
                .build();
    }

    /** The tenant's root, ready to wrap and unwrap; made first if the tenant has none. */
    public OpenRoot rootFor(Caller caller, String tenantId) {
        OpenRoot open = held.getIfPresent(tenantId);
        if (open != null) {
            return open;
        }
        Optional<TenantRoot> stored = find(tenantId);
        return stored.isPresent() ? root(stored.get()) : create(caller, tenantId);
    }

    /** The root of a tenant that has one. */
    public OpenRoot root(String tenantId) {
        OpenRoot open = held.getIfPresent(tenantId);
        return open != null
                ? open
                : root(find(tenantId).orElseThrow(() -> new IllegalStateException("a key without a tenant root")));
    }

    private OpenRoot root(TenantRoot stored) {
        return held.get(stored.tenantId(), tenantId -> open(stored));
    }

    private OpenRoot open(TenantRoot stored) {
        if (!stored.provider().equals(provider.name())) {
            throw unavailable("provider_not_configured", new IllegalStateException(stored.provider()));
        }
        try {
            return new OpenRoot(provider.unwrap(stored.wrapped(), binding(stored.tenantId())), keyWrap);
        } catch (RootProviderException e) {
            throw unavailable(e.reason() == RootProviderException.Reason.REFUSED ? "root_refused" : "unreachable", e);
        }
    }

    private OpenRoot create(Caller caller, String tenantId) {
        byte[] bytes = new byte[ROOT_BYTES];
        random.nextBytes(bytes);
        try (SecretBytes root = SecretBytes.own(bytes)) {
            byte[] wrapped = provider.wrap(root, binding(tenantId));
            TenantRoot created = new TenantRoot(tenantId, provider.name(), wrapped, clock.instant());
            recorder.succeeded(Attempt.of(caller, Operation.CREATE_TENANT_ROOT), new Change.TenantRootCreated(created))
                    .join();
            return root(created);
        } catch (RootProviderException e) {
            throw unavailable("unreachable", e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof Conflict) {
                return root(tenantId);
            }
            throw e;
        }
    }

    private Optional<TenantRoot> find(String tenantId) {
        try {
            return store.tenantRoot(tenantId);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static Binding binding(String tenantId) {
        return Binding.of(new Scope(tenantId, Environment.PROD, Plane.SHARED), "tenant-root", "tenant-root");
    }

    private static KeywrightException unavailable(String reason, Exception cause) {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The root provider cannot open the tenant's root key right now; try again.",
                Map.of("dependency", "root_provider", "reason", reason),
                cause);
    }
}
